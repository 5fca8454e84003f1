/** A pod's life as a table of stages, and the status that a kubelet reports at each of them. */
import { behaviourOf } from '../../specs/behaviour.ts';
import type { PodBehaviour } from '../../specs/behaviour.ts';
import type { Condition, Pod, Timestamp } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import { withCondition } from './conditions.ts';

/** What a pod's containers do from some moment on. */
export interface Stage {
  /** Since the stage before; the first since the pod was bound. */
  readonly afterMs: Millis;
  readonly phase: 'Running' | 'Succeeded' | 'Failed';
  readonly isReady: boolean;
  /** How often its containers were restarted by then. */
  readonly restarts: number;
}

/** The stages that a pod's annotations ask for (`specs/behaviour.ts`). */
export function stagesOf(pod: Pod): readonly Stage[] {
  const behaviour = behaviourOf(pod.metadata.annotations);
  const { kind } = behaviour;
  switch (kind) {
    case 'ready':
      return becomingReady(behaviour);
    case 'never-ready':
      return becomingReady(behaviour).slice(0, 1).map(notReady);
    case 'flapping':
      return [...becomingReady(behaviour), ...ups(behaviour, () => 0)];
    case 'crashing':
      return [...becomingReady(behaviour), ...ups(behaviour, (time) => time)];
    case 'failing':
      return becomingReady(behaviour).map((stage) =>
        stage.isReady ? { ...stage, phase: 'Failed', isReady: false } : stage,
      );
    default:
      return kind satisfies never;
  }
}

/** Running half-way, Ready at the end; both at once where there is no time between. */
function becomingReady({ readyAfterMs }: PodBehaviour): readonly Stage[] {
  const half = Math.floor(readyAfterMs / 2);
  const rest = readyAfterMs - half;
  const ready: Stage = { afterMs: rest, phase: 'Running', isReady: true, restarts: 0 };
  return half === 0 ? [ready] : [{ ...ready, afterMs: half, isReady: false }, ready];
}

function notReady(stage: Stage): Stage {
  return { ...stage, isReady: false };
}

/** Stretches of readiness and of unreadiness in turn, ending with readiness. */
function ups(behaviour: PodBehaviour, restartsAt: (time: number) => number): readonly Stage[] {
  const { times, periodMs: afterMs } = behaviour;
  return Array.from({ length: times }, (_, index) => restartsAt(index + 1)).flatMap((restarts) => {
    const down: Stage = { afterMs, phase: 'Running', isReady: false, restarts };
    return [down, { ...down, isReady: true }];
  });
}

/** What the kubelet knows of a pod beyond its stage. */
export interface Report {
  readonly stage: Stage;
  /** Restarts that a fault caused, on top of the stage's own. */
  readonly extraRestarts: number;
  /** A fault keeps the pod from being Ready. */
  readonly isHeldBack: boolean;
}

/** The status that follows from the stored one and from what the kubelet knows. */
export function statusOf(pod: Pod, report: Report, now: Timestamp): Pod['status'] {
  const { stage } = report;
  const isReady = stage.isReady && !report.isHeldBack;
  const restartCount = stage.restarts + report.extraRestarts;
  return {
    ...pod.status,
    phase: stage.phase,
    podIP: pod.status.podIP ?? addressOf(pod),
    startTime: pod.status.startTime ?? now,
    conditions: conditionsOf(pod, isReady, now),
    containerStatuses: pod.spec.containers.map(({ name }) => {
      return { name, ready: isReady, restartCount };
    }),
  };
}

function conditionsOf(pod: Pod, isReady: boolean, now: Timestamp): readonly Condition[] {
  const status = isReady ? 'True' : 'False';
  let conditions = withCondition(
    pod.status.conditions,
    { type: 'Initialized', status: 'True' },
    now,
  );
  conditions = withCondition(conditions, { type: 'ContainersReady', status }, now);
  return withCondition(conditions, { type: 'Ready', status }, now);
}

/** An address that nothing depends on, the same for the same pod. */
function addressOf(pod: Pod): string {
  const number = Number.parseInt(pod.metadata.uid.slice(0, 4), 16);
  return `10.0.${number >> 8}.${number & 255}`;
}
