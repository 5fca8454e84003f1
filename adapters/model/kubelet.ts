/**
 * The kubelets of all nodes: they take their pods through the stages of `pod-life.ts` and remove
 * those that are being deleted. On a node that does not report, everything waits until it returns.
 *
 * Not modelled: probes and images as such; container restart back-off; volumes that take time to
 * mount; static pods; eviction under resource pressure.
 */
import { behaviourOf } from '../../specs/behaviour.ts';
import type { Pod } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import { samePod } from './actor.ts';
import type { ActorParts } from './actor.ts';
import type { Happening } from './clock.ts';
import { withCondition } from './conditions.ts';
import type { Heartbeats } from './heartbeats.ts';
import { stagesOf, statusOf } from './pod-life.ts';
import type { Stage } from './pod-life.ts';
import { between, isOneIn } from './random.ts';
import type { Random } from './random.ts';

export interface Kubelets {
  /** Keeps a pod from being Ready, as if its probe failed, until called with false; `restarts` more
   * restarts are counted. False when the pod is not running. */
  holdBack(pod: Pod, isHeldBack: boolean, restarts: number): boolean;
}

interface Parts extends ActorParts {
  readonly heartbeats: Heartbeats;
}

/** One pod that a kubelet has taken on. */
interface Life {
  readonly pod: Pod;
  readonly node: string;
  readonly stages: readonly Stage[];
  /** How many stages it has been through. */
  passed: number;
  holds: number;
  extraRestarts: number;
}

interface State extends Parts {
  readonly lives: Map<string, Life>;
  /** What waits for each silent node to return. */
  readonly waiting: Map<string, (() => void)[]>;
  readonly random: Random;
}

/** Starts the kubelets of every node there is and will be. */
export function startKubelets(parts: Parts): Kubelets {
  const state: State = {
    ...parts,
    random: parts.random.fork('kubelet'),
    lives: new Map(),
    waiting: new Map(),
  };
  parts.store.subscribe('Pod', ({ before, after }) => {
    if (after?.kind === 'Pod') follow(state, before?.kind === 'Pod' ? before : undefined, after);
    else if (before) state.lives.delete(before.metadata.uid);
  });
  parts.heartbeats.subscribe((node, isReporting) => {
    if (isReporting) comeBack(state, node);
  });
  return { holdBack: (pod, isHeldBack, restarts) => holdBack(state, pod, isHeldBack, restarts) };
}

function follow(state: State, before: Pod | undefined, after: Pod): void {
  const node = after.spec.nodeName;
  if (!node) return;
  if (isTerminal(after)) state.lives.delete(after.metadata.uid);
  else if (!before?.spec.nodeName) takeOn(state, after, node);
  const grace = after.metadata.deletionGracePeriodSeconds;
  if (grace !== undefined && grace !== before?.metadata.deletionGracePeriodSeconds) {
    removeLater(state, after, node, grace * 1000);
  }
}

function isTerminal(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

function takeOn(state: State, pod: Pod, node: string): void {
  const stages = stagesOf(pod);
  const life: Life = { pod, node, stages, passed: 0, holds: 0, extraRestarts: 0 };
  state.lives.set(pod.metadata.uid, life);
  plan(state, life, between(state.random, 0, 20, 'kubelet'));
}

/** Schedules the next stage, if there is one. */
function plan(state: State, life: Life, extra: Millis): void {
  const next = life.stages[life.passed];
  if (!next) return;
  onNode(state, life.node, next.afterMs + extra, 'pod-stage', () => {
    if (state.lives.get(life.pod.metadata.uid) !== life) return;
    life.passed += 1;
    report(state, life, 'kubelet');
    plan(state, life, 0);
  });
}

/** Does something on a node after a delay; later, if the node is silent or gone by then. */
function onNode(
  state: State,
  node: string,
  delay: Millis,
  happening: Happening,
  run: () => void,
): void {
  state.availability.after(delay, happening, () => {
    if (state.heartbeats.isReporting(node) && state.store.get('Node', node)) run();
    else state.waiting.set(node, [...(state.waiting.get(node) ?? []), run]);
  });
}

function report(state: State, life: Life, actor: Actor): void {
  const pod = samePod(state.store, life.pod);
  const stage = life.stages[life.passed - 1];
  if (!pod || !stage || isTerminal(pod)) return;
  const { extraRestarts } = life;
  const status = statusOf(
    pod,
    { stage, extraRestarts, isHeldBack: life.holds > 0 },
    state.clock.timestamp(),
  );
  state.server.execute({ verb: 'report', object: { ...pod, status } }, actor);
}

/** A pod's containers stop as fast as they do, at the latest when the grace period is over. */
function removeLater(state: State, pod: Pod, node: string, graceMs: Millis): void {
  if (graceMs === 0) return;
  const { terminatesAfterMs } = behaviourOf(pod.metadata.annotations);
  const stopping = Math.min(terminatesAfterMs, graceMs) + between(state.random, 1, 30, 'stop');
  const reportsEnd = isOneIn(state.random, 4, 'reports-end');
  onNode(state, node, stopping, 'pod-removal', () => {
    if (!reportsEnd) return remove(state, pod);
    reportEnd(state, pod);
    onNode(state, node, between(state.random, 1, 200, 'remove'), 'pod-removal', () =>
      remove(state, pod),
    );
  });
}

function remove({ server }: State, { metadata }: Pod): void {
  const { name, uid } = metadata;
  server.execute({ verb: 'delete', kind: 'Pod', name, uid, gracePeriodSeconds: 0 }, 'kubelet');
}

/** Real kubelets report that the containers have ended before they let the pod go; played pods
 * often just vanish. Both happen here. */
function reportEnd(state: State, pod: Pod): void {
  const current = samePod(state.store, pod);
  if (!current || isTerminal(current)) return;
  const phase = isOneIn(state.random, 2, 'exit-code') ? 'Succeeded' : 'Failed';
  const stage: Stage = { afterMs: 0, phase, isReady: false, restarts: 0 };
  const life = state.lives.get(pod.metadata.uid);
  const known = { stage, extraRestarts: life?.extraRestarts ?? 0, isHeldBack: false };
  const status = statusOf(current, known, state.clock.timestamp());
  state.server.execute({ verb: 'report', object: { ...current, status } }, 'kubelet');
}

function holdBack(state: State, pod: Pod, isHeldBack: boolean, restarts: number): boolean {
  const life = state.lives.get(pod.metadata.uid);
  if (!life || life.passed === 0) return false;
  life.holds += isHeldBack ? 1 : -1;
  life.extraRestarts += restarts;
  // A silent kubelet cannot say that the pod is well again; it will when it returns.
  if (isHeldBack || state.heartbeats.isReporting(life.node)) report(state, life, 'fault');
  return true;
}

/** The node reports again: itself, then its pods as they are, then what had to wait. */
function comeBack(state: State, node: string): void {
  const { random, availability } = state;
  availability.after(between(random, 0, 1000, 'node-report'), 'node-report', () => {
    if (!state.heartbeats.isReporting(node)) return;
    reportNode(state, node);
    for (const life of state.lives.values()) {
      if (life.node !== node) continue;
      onNode(state, node, between(random, 1, 200, 'pod-report'), 'pod-stage', () =>
        report(state, life, 'kubelet'),
      );
    }
    const waiting = state.waiting.get(node) ?? [];
    state.waiting.delete(node);
    for (const run of waiting) {
      onNode(state, node, between(random, 1, 300, 'resume'), 'pod-stage', run);
    }
  });
}

function reportNode({ store, server, clock }: State, name: string): void {
  const node = store.get('Node', name);
  if (!node || conditionOf(node, 'Ready')?.status === 'True') return;
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady' } as const;
  const conditions = withCondition(node.status.conditions, ready, clock.timestamp());
  const object = { ...node, status: { ...node.status, conditions } };
  server.execute({ verb: 'report', object }, 'kubelet');
}
