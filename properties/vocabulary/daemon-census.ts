/**
 * How a DaemonSet's nodes stand in the middle of an update, counted as a sync counts them. Where a
 * view leaves room for doubt a node is not counted, so that the room left is never underrated.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import type { DaemonSight } from './daemon-steps.ts';
import {
  desiredNodes,
  hashOf,
  isUp,
  maxSurgeOf,
  maxUnavailableOf,
  orphansFor,
  podsFor,
  updateHashes,
} from './daemon-steps.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import { targetOf } from './eligibility.ts';
import { isTerminal, isTerminating } from './pods.ts';

/** One node's pods that are not going, old and new. */
interface Stand {
  readonly fresh: Pod[];
  readonly old: Pod[];
}

/** How many more old available pods one sync may delete in this view (DS-UPD-001); undefined where
 * the present revision is not recognised. */
export function roomToDelete(sight: DaemonSight): number | undefined {
  const census = countNodes(sight, isUnavailable);
  return census && maxUnavailableOf(sight.set, census.desired) - census.counted;
}

/** How many more nodes one sync may surge onto in this view (DS-UPD-004). */
export function roomToSurge(sight: DaemonSight): number | undefined {
  const census = countNodes(sight, isSurging);
  return census && maxSurgeOf(sight.set, census.desired) - census.counted;
}

function countNodes(
  sight: DaemonSight,
  counts: (sight: DaemonSight, stand: Stand) => boolean,
): { desired: number; counted: number } | undefined {
  const hashes = updateHashes(sight);
  if (hashes === undefined) return undefined;
  const stands = standsOf(sight, hashes);
  const desired = desiredNodes(sight);
  for (const { metadata } of desired) {
    if (!stands.has(metadata.name)) stands.set(metadata.name, { fresh: [], old: [] });
  }
  let counted = 0;
  for (const [nodeName, stand] of stands) {
    if (counts(sight, stand) && orphansFor(sight, nodeName).length === 0) counted += 1;
  }
  return { desired: desired.length, counted };
}

function standsOf(sight: DaemonSight, hashes: ReadonlySet<string>): Map<string, Stand> {
  const { view, set } = sight;
  const stands = new Map<string, Stand>();
  for (const pod of view.owned('Pod', set.metadata.uid)) {
    const nodeName = targetOf(pod);
    if (nodeName === undefined || controllerOf(pod)?.uid !== set.metadata.uid) continue;
    if (!selectorMatches(set.spec.selector, pod.metadata.labels)) continue;
    if (isTerminal(pod) && isTerminating(pod)) continue;
    const stand = stands.get(nodeName) ?? { fresh: [], old: [] };
    stands.set(nodeName, stand);
    if (isTerminating(pod)) continue;
    (hashes.has(hashOf(pod) ?? '') ? stand.fresh : stand.old).push(pod);
  }
  return stands;
}

/** No pod, both kinds, too many, or one that is not available. */
function isUnavailable(sight: DaemonSight, { fresh, old }: Stand): boolean {
  const [only, ...others] = [...fresh, ...old];
  return only === undefined || others.length > 0 || !isUp(sight, only);
}

/** Too many of one kind, or a new one beside the old that is not available yet. */
function isSurging(sight: DaemonSight, { fresh, old }: Stand): boolean {
  const [first, ...others] = fresh;
  if (others.length > 0 || old.length > 1) return true;
  return first !== undefined && old.length === 1 && !isUp(sight, first);
}

/** How many more nodes have an available pod than the set is to run on (DS-UPD-006). */
export function roomToLeave(sight: DaemonSight): number {
  const names = new Set([...sight.view.list('Node')].map(({ metadata }) => metadata.name));
  for (const pod of sight.view.owned('Pod', sight.set.metadata.uid)) names.add(targetOf(pod) ?? '');
  const available = [...names].filter((nodeName) =>
    [...podsFor(sight, nodeName), ...orphansFor(sight, nodeName)].some(
      (pod) => !isTerminating(pod) && isUp(sight, pod),
    ),
  );
  return available.length - desiredNodes(sight).length;
}
