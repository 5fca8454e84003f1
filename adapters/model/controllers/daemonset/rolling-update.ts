/**
 * The rolling update of a DaemonSet. Without surge, old pods are deleted and the main loop starts
 * new ones in their place (DS-UPD-001); with surge, new pods are started beside old ones and the
 * old ones deleted once the new are available (DS-UPD-004..006). Nodes come in any order.
 */
import type { Pod } from '../../../../specs/kubernetes.ts';
import type { Steps } from '../../controller.ts';
import { isAvailable, isTerminating } from '../pod-state.ts';
import { maxSurgeOf, maxUnavailableOf } from './bounds.ts';
import { placementOn } from './placement.ts';
import { isUpToDate, podsByNode } from './pods.ts';
import type { Changes, DaemonSync } from './sync.ts';
import { changePods, listPods } from './sync.ts';

/** Deletes and creates what the strategy allows now. False: something failed. */
export function* updatePods(sync: DaemonSync, hash: string): Steps<boolean> {
  const pods = yield* listPods(sync);
  if (pods === undefined) return false;
  const there = podsByNode(pods);
  const desired = sync.nodes.filter((node) => placementOn(node, sync.set).shouldRun);
  for (const { metadata } of desired) if (!there.has(metadata.name)) there.set(metadata.name, []);
  const nodes = sync.context.shuffle([...there]);
  const changes =
    maxSurgeOf(sync.set, desired.length) === 0
      ? replaceWithinBudget(sync, nodes, desired.length, hash)
      : surgeWithinBudget(sync, nodes, desired.length, hash);
  return changes !== undefined && (yield* changePods(sync, changes, hash));
}

type PodsOfNode = readonly [node: string, pods: readonly Pod[]];

/** The living pods of a node, told apart; `excess` when there are two of a kind, which the main
 * loop will see to. */
function tellApart(sync: DaemonSync, pods: readonly Pod[], hash: string) {
  const living = pods.filter((pod) => !isTerminating(pod));
  const fresh = living.filter((pod) => isUpToDate(pod, sync.set, hash));
  const old = living.filter((pod) => !isUpToDate(pod, sync.set, hash));
  if (fresh.length > 1 || old.length > 1) return 'excess';
  return { fresh: fresh[0], old: old[0] };
}

/** DS-UPD-001: old pods that are not available may all go; of the others, as many as the budget
 * leaves after every node without an available pod. */
function replaceWithinBudget(
  sync: DaemonSync,
  nodes: readonly PodsOfNode[],
  desired: number,
  hash: string,
): Changes {
  const nowMs = sync.context.nowMs();
  const minReadySeconds = sync.set.spec.minReadySeconds ?? 0;
  const replacements: string[] = [];
  const candidates: string[] = [];
  let unavailable = 0;
  for (const [, pods] of nodes) {
    const found = tellApart(sync, pods, hash);
    if (found === 'excess' || (found.fresh === undefined) === (found.old === undefined)) {
      unavailable += 1; // DS-UPD-001: the main loop has something to do here
    } else if (found.fresh !== undefined) {
      if (!isAvailable(found.fresh, minReadySeconds, nowMs)) unavailable += 1; // DS-UPD-003
    } else if (found.old !== undefined) {
      if (isAvailable(found.old, minReadySeconds, nowMs)) {
        candidates.push(found.old.metadata.name);
      } else {
        replacements.push(found.old.metadata.name);
        unavailable += 1; // DS-UPD-001: old pods that are down use up the budget
      }
    }
  }
  const room = Math.max(0, maxUnavailableOf(sync.set, desired) - unavailable); // DS-UPD-001
  return { create: [], remove: [...replacements, ...candidates.slice(0, room)] };
}

/** DS-UPD-004..006. Undefined: a pod is on a node that the cache does not know any more. */
function surgeWithinBudget(
  sync: DaemonSync,
  nodes: readonly PodsOfNode[],
  desired: number,
  hash: string,
): Changes | undefined {
  const { set, context } = sync;
  const isUp = (pod: Pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, context.nowMs());
  const remove: string[] = [];
  const leaving: string[] = [];
  const replacements: string[] = [];
  const candidates: string[] = [];
  let surged = 0;
  let available = 0;
  for (const [name, pods] of nodes) {
    const found = tellApart(sync, pods, hash);
    if (found === 'excess') {
      surged += 1;
      continue;
    }
    const { fresh, old } = found;
    const first = old ?? fresh;
    if (first !== undefined && isUp(first)) available += 1;
    if (old === undefined) continue;
    if (fresh !== undefined) {
      if (isUp(fresh)) remove.push(old.metadata.name); // DS-UPD-005
      else surged += 1; // DS-UPD-004
      continue;
    }
    const node = context.cache.get('Node', name);
    if (node === undefined) return undefined;
    const { shouldRun } = placementOn(node, set);
    if (isUp(old)) (shouldRun ? candidates : leaving).push(shouldRun ? name : old.metadata.name);
    else if (shouldRun) replacements.push(name); // DS-UPD-004: no budget for what is down already
    else remove.push(old.metadata.name); // DS-UPD-006
  }
  const spare = Math.max(0, available - desired); // DS-UPD-006
  const room = Math.max(0, maxSurgeOf(set, desired) - surged); // DS-UPD-004
  return {
    create: [...replacements, ...candidates.slice(0, room)],
    remove: [...remove, ...leaving.slice(0, spare)],
  };
}
