/**
 * When a DaemonSet's controller may create or delete a pod on a node. As with StatefulSets each
 * guard is asked of one view, and doubt counts as yes: pods that a sync would adopt first are taken
 * for present, pods that it would release first for absent, whichever permits the step.
 */
import type { DaemonSet, Node, Pod } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { shouldRun, shouldStay, targetOf } from './eligibility.ts';
import type { Instant } from './instant.ts';
import { revisionLabel } from './ordinals.ts';
import { percentUp } from './percent.ts';
import { isAvailable, isReady, isTerminal, isTerminating } from './pods.ts';
import { revisionsFor } from './revisions.ts';

/** What a controller sees: a view, the DaemonSet in it, and its clock. */
export interface DaemonSight {
  readonly view: ClusterView;
  readonly set: DaemonSet;
  readonly now: Instant;
  /** The newest state, for revisions that the controller made itself. */
  readonly newest: ClusterView;
}

/** The set's own pods for this node: bound or pinned to it, matching the selector. */
export function podsFor({ view, set }: DaemonSight, nodeName: string): readonly Pod[] {
  const own: Pod[] = [];
  for (const pod of view.podsOn(nodeName)) {
    if (controllerOf(pod)?.uid !== set.metadata.uid) continue;
    if (selectorMatches(set.spec.selector, pod.metadata.labels)) own.push(pod);
  }
  return own;
}

/** Pods for this node that a sync would adopt first. */
export function orphansFor({ view, set }: DaemonSight, nodeName: string): readonly Pod[] {
  return [...view.podsOn(nodeName)].filter(
    (pod) =>
      controllerOf(pod) === undefined &&
      !isTerminating(pod) &&
      selectorMatches(set.spec.selector, pod.metadata.labels),
  );
}

/** `occ(N)`: a pod that is both terminal and terminating no longer occupies its node. */
export function occupants(sight: DaemonSight, nodeName: string): readonly Pod[] {
  return podsFor(sight, nodeName).filter((pod) => !(isTerminal(pod) && isTerminating(pod)));
}

/** Neither going nor ended. */
export function isRunning(pod: Pod): boolean {
  return !isTerminating(pod) && !isTerminal(pod);
}

/** Is more than one pod on a node allowed while updating? Never under OnDelete. */
export function allowsSurge(set: DaemonSet): boolean {
  return maxSurgeOf(set, 1) > 0;
}

/** `maxSurge` of so many nodes, rounded up. */
export function maxSurgeOf(set: DaemonSet, desired: number): number {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  return type === 'RollingUpdate' ? percentUp(rollingUpdate?.maxSurge, desired) : 0;
}

/** `maxUnavailable` of so many nodes, rounded up; 1 where neither bound leaves any room. */
export function maxUnavailableOf(set: DaemonSet, desired: number): number {
  const { rollingUpdate } = set.spec.updateStrategy;
  const resolved = percentUp(rollingUpdate?.maxUnavailable, desired);
  return resolved === 0 && maxSurgeOf(set, desired) === 0 ? 1 : resolved;
}

/** The hash that a pod was made with. */
export function hashOf(pod: Pod): string | undefined {
  return pod.metadata.labels?.[revisionLabel];
}

/** The hashes that pods of the present template carry; undefined where none is recognised. */
export function updateHashes(sight: DaemonSight): ReadonlySet<string> | undefined {
  let hashes = hashesIn.get(sight);
  if (hashes === undefined) {
    const { view, newest, set } = sight;
    const revisions = revisionsFor([view, newest], set);
    const labels = revisions.flatMap(({ metadata }) => metadata.labels?.[revisionLabel] ?? []);
    hashesIn.set(sight, (hashes = new Set(labels)));
  }
  return hashes.size === 0 ? undefined : hashes;
}

/** A sight is of one moment, in which many pods are asked about. */
const hashesIn = new WeakMap<DaemonSight, ReadonlySet<string>>();

/** Is this pod of another template than the present one? With no recognised hash: perhaps. */
export function mayBeOld(sight: DaemonSight, pod: Pod): boolean {
  const hashes = updateHashes(sight);
  return hashes === undefined || !hashes.has(hashOf(pod) ?? '');
}

/** Is this pod surely of the present template? */
export function isNew(sight: DaemonSight, pod: Pod): boolean {
  return updateHashes(sight)?.has(hashOf(pod) ?? '') ?? false;
}

/** Does the pod carry the number of the set's template generation? The controller takes such a pod
 * for updated whatever its hash says (DS-UPD-002). */
export function hasTemplateGeneration({ set }: DaemonSight, pod: Pod): boolean {
  const generation = set.metadata.annotations?.['deprecated.daemonset.template.generation'];
  return (
    generation !== undefined && pod.metadata.labels?.['pod-template-generation'] === generation
  );
}

/** Available for `minReadySeconds`, with the benefit of the doubt about clocks. */
export function isUp({ set, now }: Pick<DaemonSight, 'set' | 'now'>, pod: Pod): boolean {
  return isAvailable(pod, set.spec.minReadySeconds, now.ms, now.toleranceMs);
}

/** Not available, with the benefit of the doubt about clocks. */
export function mayBeDown({ set, now }: Pick<DaemonSight, 'set' | 'now'>, pod: Pod): boolean {
  return !isAvailable(pod, set.spec.minReadySeconds, now.ms, -now.toleranceMs);
}

/** DS-NODE-002: the node may start a pod and is free, or has room for one more while surging. */
export function mayCreateOn(sight: DaemonSight, node: Node, pod: Pod): boolean {
  if (!shouldRun(sight.set, node)) return false;
  const those = occupants(sight, node.metadata.name);
  if (those.length === 0) return true;
  if (!allowsSurge(sight.set)) return false;
  const staying = those.filter((other) => !isTerminating(other));
  if (staying.every(isTerminal)) return true;
  // DS-UPD-004: one old pod beside which the new one is to come up.
  return staying.length === 1 && staying.every((other) => hashOf(other) !== hashOf(pod));
}

/** Why the main loop may delete a pod on a node, leaving updates aside. */
export function mayPrune(sight: DaemonSight, pod: Pod): boolean {
  const nodeName = targetOf(pod);
  if (nodeName === undefined) return false;
  const node = sight.view.get('Node', nodeName);
  if (node === undefined) return !pod.spec.nodeName;
  if (!shouldStay(sight.set, node) || isTerminal(pod)) return true;
  return isExcess(sight, pod, nodeName);
}

/** Might an update take this pod? Its budget is another matter. */
export function isUpdateCandidate(sight: DaemonSight, pod: Pod): boolean {
  return sight.set.spec.updateStrategy.type === 'RollingUpdate' && mayBeOld(sight, pod);
}

/** DS-NODE-009: without surge all but the first running pod of a node go; with surge the first new
 * and the first old one stay, the old one only while it is ready and the new one not available. */
export function isExcess(sight: DaemonSight, pod: Pod, nodeName: string): boolean {
  const those = [...podsFor(sight, nodeName), ...orphansFor(sight, nodeName)];
  const running = those.filter(isRunning).toSorted(byStanding);
  if (running.length <= 1) return false;
  if (!allowsSurge(sight.set)) return running[0] !== pod;
  const hashes = updateHashes(sight);
  if (hashes === undefined) return true;
  const isFresh = (each: Pod) => hashes.has(hashOf(each) ?? '');
  const fresh = running.find(isFresh);
  const old = running.find((each) => !isFresh(each));
  if (pod !== fresh && pod !== old) return true;
  return pod === old && fresh !== undefined && (!isReady(old) || isUp(sight, fresh));
}

/** Bound before unbound, then the older, then by name (DS-NODE-009). */
export function byStanding(left: Pod, right: Pod): number {
  const bound = Number(Boolean(right.spec.nodeName)) - Number(Boolean(left.spec.nodeName));
  if (bound !== 0) return bound;
  const [a, b] = [left.metadata, right.metadata];
  const age = Date.parse(a.creationTimestamp) - Date.parse(b.creationTimestamp);
  return age !== 0 ? age : a.name < b.name ? -1 : 1;
}

/** Every node that may start a pod. */
export function desiredNodes({ view, set }: DaemonSight): readonly Node[] {
  return [...view.list('Node')].filter((node) => shouldRun(set, node));
}
