/**
 * RS-DEL-001: which pods go when a ReplicaSet shrinks.
 *
 * Not modelled: restarts of sidecar containers; the exact-time comparison of releases before
 * LogarithmicScaleDown was locked on.
 */
import { conditionOf, controllerOf, selectorMatches } from '../../../../specs/kubernetes.ts';
import type { Pod, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Cache, SyncContext } from '../../controller.ts';
import { isReady } from '../pod-state.ts';
import { isActive } from './objects.ts';

const deletionCostAnnotation = 'controller.kubernetes.io/pod-deletion-cost';

/** The pods to delete, `surplus` of them, out of the active pods of a ReplicaSet. */
export function chooseVictims(
  set: ReplicaSet,
  pods: readonly Pod[],
  surplus: number,
  context: SyncContext,
): readonly Pod[] {
  // Nothing is compared when all of them go.
  if (surplus >= pods.length) return pods;
  const neighbours = countNeighbours(set, context.cache);
  const usesCost = context.features.has('PodDeletionCost');
  const nowMs = context.nowMs();
  const ranked = pods.map((pod) => rank(pod, neighbours, usesCost, nowMs));
  return ranked
    .toSorted(compare)
    .slice(0, surplus)
    .map((victim) => victim.pod);
}

/** Active pods per node of all ReplicaSets with the same controller, found by their selectors. */
function countNeighbours(set: ReplicaSet, cache: Cache): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const controller = controllerOf(set);
  if (controller === undefined) return counts;
  const siblings = cache.owned('ReplicaSet', controller.uid);
  for (const pod of cache.list('Pod')) {
    const { labels } = pod.metadata;
    if (!isActive(pod)) continue;
    if (!siblings.some((sibling) => selectorMatches(sibling.spec.selector, labels))) continue;
    const node = pod.spec.nodeName ?? '';
    counts.set(node, (counts.get(node) ?? 0) + 1);
  }
  return counts;
}

interface Ranked {
  readonly pod: Pod;
  readonly assigned: number;
  readonly phase: number;
  readonly ready: number;
  readonly cost: number;
  readonly neighbours: number;
  readonly readySinceMs: number;
  readonly readyBucket: number;
  readonly restarts: number;
  readonly createdMs: number;
  readonly ageBucket: number;
}

function rank(
  pod: Pod,
  neighbours: ReadonlyMap<string, number>,
  usesCost: boolean,
  nowMs: number,
): Ranked {
  const ready = isReady(pod);
  const transition = ready ? conditionOf(pod, 'Ready')?.lastTransitionTime : undefined;
  const since = transition === undefined ? 0 : Date.parse(transition);
  const createdMs = Date.parse(pod.metadata.creationTimestamp);
  return {
    pod,
    assigned: pod.spec.nodeName === undefined ? 0 : 1,
    phase: phaseRank(pod),
    ready: ready ? 1 : 0,
    cost: usesCost ? deletionCostOf(pod) : 0,
    neighbours: neighbours.get(pod.spec.nodeName ?? '') ?? 0,
    readySinceMs: since,
    // A time that is not known goes before every known one.
    readyBucket: since === 0 ? -1 : logarithmicBucket(nowMs - since),
    restarts: restartsOf(pod),
    createdMs,
    ageBucket: logarithmicBucket(nowMs - createdMs),
  };
}

/** Negative: `left` goes first. Each line decides only where all lines above are equal. */
function compare(left: Ranked, right: Ranked): number {
  return (
    left.assigned - right.assigned ||
    left.phase - right.phase ||
    left.ready - right.ready ||
    left.cost - right.cost ||
    right.neighbours - left.neighbours ||
    compareReadyTime(left, right) ||
    right.restarts - left.restarts ||
    compareAge(left, right)
  );
}

/** RS-DEL-003: equal times decide nothing; different times of one bucket leave it to the uid. */
function compareReadyTime(left: Ranked, right: Ranked): number {
  if (left.ready === 0 || left.readySinceMs === right.readySinceMs) return 0;
  return left.readyBucket - right.readyBucket || compareUid(left, right);
}

function compareAge(left: Ranked, right: Ranked): number {
  if (left.createdMs === right.createdMs) return 0;
  return left.ageBucket - right.ageBucket || compareUid(left, right);
}

function compareUid(left: Ranked, right: Ranked): number {
  return left.pod.metadata.uid < right.pod.metadata.uid ? -1 : 1;
}

function phaseRank(pod: Pod): number {
  if (pod.status.phase === 'Running') return 2;
  return pod.status.phase === 'Unknown' ? 1 : 0;
}

/** RS-DEL-002: an integer without sign prefix or leading zeros; anything else counts as 0. */
function deletionCostOf(pod: Pod): number {
  const text = pod.metadata.annotations?.[deletionCostAnnotation];
  return text !== undefined && /^(0|-?[1-9]\d*)$/.test(text) ? Number(text) : 0;
}

function restartsOf(pod: Pod): number {
  const counts = pod.status.containerStatuses?.map((container) => container.restartCount);
  return Math.max(0, ...(counts ?? []));
}

/** RS-DEL-003: the whole part of the binary logarithm of a duration in nanoseconds. */
function logarithmicBucket(durationMs: number): number {
  return durationMs > 0 ? Math.trunc(Math.log2(durationMs * 1_000_000)) : -1;
}
