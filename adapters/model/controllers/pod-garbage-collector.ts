/**
 * Removes pods that no kubelet will ever remove: those of nodes that no longer exist, and those
 * that terminate without ever having been scheduled (NL-004).
 *
 * Not modelled: the limit on the number of terminal pods; the out-of-service taint. Its rounds are
 * held only when there is something to look for.
 */
import type { Pod } from '../../../specs/kubernetes.ts';
import type { Millis } from '../../../specs/scenario.ts';
import type { ActorParts } from '../actor.ts';
import { withCondition } from '../conditions.ts';

const actor = 'pod-garbage-collector';
const periodMs: Millis = 20_000;
const quarantineMs: Millis = 40_000;

interface State extends ActorParts {
  /** From when on each missing node counts as gone. */
  readonly quarantine: Map<string, Millis>;
  nextRound: Millis | undefined;
}

/** Starts it; it runs as long as the world does. */
export function startPodGarbageCollector(parts: ActorParts): void {
  const state: State = { ...parts, quarantine: new Map(), nextRound: undefined };
  parts.store.subscribe('Node', ({ after }) => {
    if (!after) holdRound(state);
  });
  parts.store.subscribe('Pod', ({ after }) => {
    if (after?.kind === 'Pod' && isLost(state, after)) holdRound(state);
  });
}

function isLost({ store }: State, pod: Pod): boolean {
  const { nodeName } = pod.spec;
  if (nodeName) return store.get('Node', nodeName) === undefined;
  return pod.metadata.deletionTimestamp !== undefined;
}

/** The next round at a multiple of the period, unless one is planned. */
function holdRound(state: State): void {
  if (state.nextRound !== undefined) return;
  const now = state.clock.now();
  const due = (Math.floor(now / periodMs) + 1) * periodMs;
  state.nextRound = due;
  state.availability.after(due - now, 'pod-collection', () => {
    state.nextRound = undefined;
    collect(state);
  });
}

function collect(state: State): void {
  const { store, clock, quarantine } = state;
  const lost = [...store.list('Pod')].filter((pod) => isLost(state, pod));
  for (const name of quarantine.keys()) {
    if (!lost.some((pod) => pod.spec.nodeName === name)) quarantine.delete(name);
  }
  for (const pod of lost) {
    const { nodeName } = pod.spec;
    if (!nodeName) {
      failAndRemove(state, pod, false);
      continue;
    }
    const due = quarantine.get(nodeName) ?? clock.now() + quarantineMs;
    quarantine.set(nodeName, due);
    if (due <= clock.now()) failAndRemove(state, pod, true);
  }
  if (quarantine.size > 0) holdRound(state);
}

function failAndRemove({ server, clock }: State, pod: Pod, isOrphaned: boolean): void {
  const { name, uid } = pod.metadata;
  const { phase } = pod.status;
  if (phase !== 'Failed' && phase !== 'Succeeded') {
    const target = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC' } as const;
    const conditions = isOrphaned
      ? withCondition(pod.status.conditions, target, clock.timestamp())
      : pod.status.conditions;
    const status = { ...pod.status, phase: 'Failed', ...(conditions && { conditions }) } as const;
    server.execute({ verb: 'report', object: { ...pod, status } }, actor);
  }
  server.execute({ verb: 'delete', kind: 'Pod', name, uid, gracePeriodSeconds: 0 }, actor);
}
