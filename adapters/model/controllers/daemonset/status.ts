/** The status of a DaemonSet: counts of nodes, not of pods (DS-STAT-001..004). */
import type { DaemonSet, Node, Pod } from '../../../../specs/kubernetes.ts';
import type { Steps } from '../../controller.ts';
import { isAvailable, isReady } from '../pod-state.ts';
import { placementOn } from './placement.ts';
import { isUpToDate, podsByNode, sortPods } from './pods.ts';
import type { DaemonSync } from './sync.ts';
import { listPods } from './sync.ts';

/** The counters of the status, zero or not. */
type Counts = Required<Omit<DaemonSet['status'], 'observedGeneration' | 'collisionCount'>>;

/** Each node is judged by the first of its pods, which may be one on its way out (DS-STAT-001). */
export function countsOf(
  set: DaemonSet,
  nodes: readonly Node[],
  pods: readonly Pod[],
  hash: string,
  nowMs: number,
): Counts {
  const there = podsByNode(pods);
  const isTaken = ({ metadata }: Node) => there.has(metadata.name);
  const desired = nodes.filter((node) => placementOn(node, set).shouldRun);
  const others = nodes.filter((node) => !desired.includes(node));
  const judged = desired.flatMap(({ metadata }) =>
    sortPods(there.get(metadata.name) ?? []).slice(0, 1), // DS-STAT-001
  );
  const ready = judged.filter(isReady);
  const available = ready.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, nowMs));
  return {
    desiredNumberScheduled: desired.length,
    currentNumberScheduled: desired.filter(isTaken).length,
    numberMisscheduled: others.filter(isTaken).length,
    numberReady: ready.length,
    numberAvailable: available.length,
    updatedNumberScheduled: judged.filter((pod) => isUpToDate(pod, set, hash)).length,
    numberUnavailable: desired.length - available.length,
  };
}

/** Writes the status if it says anything new. `isManaged`: this sync acted on the generation that
 * it saw, so that may be said (DS-STAT-002). False: a request failed. */
export function* writeStatus(sync: DaemonSync, hash: string, isManaged: boolean): Steps<boolean> {
  const { set, nodes, context } = sync;
  const pods = yield* listPods(sync);
  if (pods === undefined) return false;
  const counts = countsOf(set, nodes, pods, hash, context.nowMs());
  if (hasNews(set, counts)) {
    const observed = isManaged ? set.metadata.generation : undefined; // DS-STAT-002
    if (!(yield* storeStatus(set, counts, observed))) return false;
  }
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  if (minReadySeconds > 0 && counts.numberReady !== counts.numberAvailable) {
    sync.lookAgainAfter(minReadySeconds * 1000); // DS-STAT-004
  }
  return true;
}

function hasNews({ metadata, status }: DaemonSet, counts: Counts): boolean {
  return (
    counts.desiredNumberScheduled !== status.desiredNumberScheduled ||
    counts.currentNumberScheduled !== status.currentNumberScheduled ||
    counts.numberMisscheduled !== status.numberMisscheduled ||
    counts.numberReady !== status.numberReady ||
    counts.updatedNumberScheduled !== (status.updatedNumberScheduled ?? 0) ||
    counts.numberAvailable !== (status.numberAvailable ?? 0) ||
    counts.numberUnavailable !== (status.numberUnavailable ?? 0) ||
    (status.observedGeneration ?? 0) < (metadata.generation ?? 0)
  );
}

/** Tries once more on what the API server has, whatever was wrong with the first try. */
function* storeStatus(
  set: DaemonSet,
  counts: Counts,
  observedGeneration: number | undefined,
): Steps<boolean> {
  const first = yield { verb: 'updateStatus', object: withStatus(set, counts, observedGeneration) };
  if (first.ok) return true;
  const live = yield { verb: 'get', kind: 'DaemonSet', name: set.metadata.name };
  if (!live.ok) return false;
  const fresh = live.object as DaemonSet;
  const second = withStatus(fresh, counts, observedGeneration);
  return (yield { verb: 'updateStatus', object: second }).ok;
}

/** The set with these counts as they go over the wire, where some zeros are left out. */
function withStatus(set: DaemonSet, counts: Counts, generation: number | undefined): DaemonSet {
  const { updatedNumberScheduled, numberAvailable, numberUnavailable, ...always } = counts;
  const { observedGeneration = 0, collisionCount } = set.status;
  const observed = generation ?? observedGeneration;
  return {
    ...set,
    status: {
      ...always,
      ...(observed !== 0 && { observedGeneration: observed }),
      ...(updatedNumberScheduled !== 0 && { updatedNumberScheduled }),
      ...(numberAvailable !== 0 && { numberAvailable }),
      ...(numberUnavailable !== 0 && { numberUnavailable }),
      ...(collisionCount !== undefined && { collisionCount }),
    },
  };
}
