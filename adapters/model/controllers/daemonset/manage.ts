/**
 * The main loop of a DaemonSet: a pod on every node that should have one, none where none should
 * be, one and not two (DS-NODE-001..005, DS-NODE-009, DS-FAIL-001..003, DS-UPD-005).
 */
import type { Node, Pod } from '../../../../specs/kubernetes.ts';
import type { Steps } from '../../controller.ts';
import { isAvailable, isReady, isTerminating } from '../pod-state.ts';
import { maxSurgeOf } from './bounds.ts';
import { placementOn } from './placement.ts';
import { hashLabel, podsByNode, sortPods } from './pods.ts';
import type { Changes, DaemonSync } from './sync.ts';
import { changePods, listPods } from './sync.ts';

/** What is to be done on one node, or on all of them. */
interface Plan extends Changes {
  readonly create: string[];
  readonly remove: string[];
}

/** Creates and deletes pods. False: something failed. */
export function* managePods(sync: DaemonSync, hash: string): Steps<boolean> {
  const pods = yield* listPods(sync);
  if (pods === undefined) return false;
  const there = podsByNode(pods);
  const plan: Plan = { create: [], remove: [] };
  for (const node of sync.context.shuffle(sync.nodes)) {
    planNode(sync, node, there.get(node.metadata.name), hash, plan);
  }
  plan.remove.push(...unscheduledWithoutNode(sync.nodes, there));
  return yield* changePods(sync, plan, hash);
}

/** DS-NODE-005: a pod that waits for a node that is gone would wait for ever; what was bound to the
 * node is the pod garbage collector's. */
function unscheduledWithoutNode(nodes: readonly Node[], there: Map<string, Pod[]>): string[] {
  const existing = new Set(nodes.map(({ metadata }) => metadata.name));
  return [...there]
    .filter(([node]) => !existing.has(node))
    .flatMap(([, pods]) => pods.filter(({ spec }) => spec.nodeName === undefined))
    .map(({ metadata }) => metadata.name);
}

function planNode(
  sync: DaemonSync,
  node: Node,
  pods: readonly Pod[] | undefined,
  hash: string,
  plan: Plan,
): void {
  const { shouldRun, shouldStay } = placementOn(node, sync.set);
  if (pods === undefined) {
    if (shouldRun) plan.create.push(node.metadata.name); // DS-NODE-001, DS-FAIL-003
    return;
  }
  const living = pods.filter((pod) => !isTerminating(pod)); // DS-NODE-002: they hold the place
  if (!shouldStay) {
    plan.remove.push(...living.map(({ metadata }) => metadata.name)); // DS-NODE-003
    return;
  }
  const running = living.filter((pod) => !planEnded(sync, node, pod, plan));
  if (maxSurgeOf(sync.set, 1) === 0) {
    const [, ...excess] = sortPods(running); // DS-NODE-009: the first one stays
    plan.remove.push(...excess.map(({ metadata }) => metadata.name));
  } else if (running.length === 0) {
    if (shouldRun) plan.create.push(node.metadata.name); // DS-NODE-002: beside a terminating one
  } else if (running.length > 1) {
    planSurged(sync, running, hash, plan);
  }
}

/** Has the pod ended? A failed one is deleted, but not too often; a succeeded one at once. */
function planEnded(sync: DaemonSync, node: Node, pod: Pod, plan: Plan): boolean {
  const { set, context, backOff } = sync;
  if (pod.status.phase === 'Succeeded') {
    plan.remove.push(pod.metadata.name); // DS-FAIL-002
    return true;
  }
  if (pod.status.phase !== 'Failed') return false;
  // DS-FAIL-001: a new generation that was seen through starts over.
  const generation = set.status.observedGeneration ?? 0;
  const key = `${set.metadata.uid}/${generation}/${node.metadata.name}`;
  const delay = backOff.delayMs(key, context.nowMs());
  if (delay === undefined) {
    backOff.next(key, context.nowMs());
    plan.remove.push(pod.metadata.name);
  } else {
    sync.lookAgainAfter(delay);
  }
  return true;
}

/** DS-UPD-005: of each revision the first one stays; the old one until the new one is available, or
 * until it is itself not ready any more. */
function planSurged(
  { set, context }: DaemonSync,
  running: readonly Pod[],
  hash: string,
  plan: Plan,
): void {
  const sorted = sortPods(running);
  const [newest, ...newExcess] = sorted.filter((pod) => pod.metadata.labels?.[hashLabel] === hash);
  const [oldest, ...oldExcess] = sorted.filter((pod) => pod.metadata.labels?.[hashLabel] !== hash);
  plan.remove.push(...[...newExcess, ...oldExcess].map(({ metadata }) => metadata.name));
  if (newest === undefined || oldest === undefined) return;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const isReplaced = isAvailable(newest, minReadySeconds, context.nowMs()); // DS-UPD-005
  if (isReplaced || !isReady(oldest)) plan.remove.push(oldest.metadata.name);
}
