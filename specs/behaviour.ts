/**
 * How a pod behaves once it is bound to a node, and how that is written on the pod itself.
 *
 * The behaviour is part of a template revision, so a "bad" revision is simply one whose pods are
 * told never to get ready. It travels as annotations on the pod template: the model's kubelet reads
 * them, on KWOK they select and time Stages, on a real kubelet they are realised by a probe.
 */
import type { Labels } from './kubernetes.ts';

/** What a pod does after it was bound; every duration is in milliseconds. */
export interface PodBehaviour {
  /** `ready`: gets Ready and stays so. `never-ready`: runs, never Ready. `flapping`: loses
   * readiness `times` times, then stays Ready. `crashing`: its container restarts `times` times,
   * not Ready in between, then stays Ready. `failing`: ends in phase Failed instead of getting
   * Ready. */
  readonly kind: 'ready' | 'never-ready' | 'flapping' | 'crashing' | 'failing';
  /** From bound to Running and Ready (to Failed, for `failing`). */
  readonly readyAfterMs: number;
  /** From deletionTimestamp to gone; the grace period is the upper limit. */
  readonly terminatesAfterMs: number;
  /** How often a `flapping` or `crashing` pod does it. */
  readonly times: number;
  /** How long each stretch of readiness and of unreadiness lasts while flapping or crashing. */
  readonly periodMs: number;
}

/** What a pod does when a scenario does not say. */
export const defaultBehaviour: PodBehaviour = {
  kind: 'ready',
  readyAfterMs: 1000,
  terminatesAfterMs: 0,
  times: 0,
  periodMs: 0,
};

/** Annotation keys on the pod template, values as Go durations (`1500ms`) or words. */
export const behaviourAnnotations = {
  kind: 'plimsoll.dev/behaviour',
  readyAfter: 'plimsoll.dev/ready-after',
  terminatesAfter: 'plimsoll.dev/terminates-after',
  times: 'plimsoll.dev/times',
  period: 'plimsoll.dev/period',
} as const;

/** The annotations that carry a behaviour. */
export function annotationsOf(behaviour: PodBehaviour): Labels {
  return {
    [behaviourAnnotations.kind]: behaviour.kind,
    [behaviourAnnotations.readyAfter]: `${behaviour.readyAfterMs}ms`,
    [behaviourAnnotations.terminatesAfter]: `${behaviour.terminatesAfterMs}ms`,
    [behaviourAnnotations.times]: String(behaviour.times),
    [behaviourAnnotations.period]: `${behaviour.periodMs}ms`,
  };
}

/** Reads a behaviour back from a pod's annotations; what is absent takes its default. */
export function behaviourOf(annotations: Labels | undefined): PodBehaviour {
  const duration = (key: string, fallback: number) => {
    const text = annotations?.[key];
    return text === undefined ? fallback : Number.parseInt(text, 10);
  };
  const kind = annotations?.[behaviourAnnotations.kind] as PodBehaviour['kind'] | undefined;
  return {
    kind: kind ?? defaultBehaviour.kind,
    readyAfterMs: duration(behaviourAnnotations.readyAfter, defaultBehaviour.readyAfterMs),
    terminatesAfterMs: duration(
      behaviourAnnotations.terminatesAfter,
      defaultBehaviour.terminatesAfterMs,
    ),
    times: duration(behaviourAnnotations.times, defaultBehaviour.times),
    periodMs: duration(behaviourAnnotations.period, defaultBehaviour.periodMs),
  };
}
