/**
 * Which pods a StatefulSet wants: names, ordinals, the range, the partition (requirements 0.2).
 *
 * Pure arithmetic over one set; what a controller may do about it is in `stateful-steps.ts`.
 */
import type { StatefulSet } from '../../specs/kubernetes.ts';

/** The wanted ordinals, both ends included; `last < first` when the set wants none. */
export interface OrdinalRange {
  readonly first: number;
  readonly last: number;
}

/** `[lo, hi]`: from `ordinals.start`, as many as `replicas`. */
export function rangeOf(set: StatefulSet): OrdinalRange {
  const first = set.spec.ordinals?.start ?? 0;
  return { first, last: first + set.spec.replicas - 1 };
}

/** Is this ordinal in the wanted range? An owned pod outside it is condemned. */
export function isWanted(set: StatefulSet, ordinal: number): boolean {
  const { first, last } = rangeOf(set);
  return ordinal >= first && ordinal <= last;
}

/** The wanted ordinals, ascending. */
export function* wantedOrdinals(set: StatefulSet): Iterable<number> {
  const { first, last } = rangeOf(set);
  for (let ordinal = first; ordinal <= last; ordinal += 1) yield ordinal;
}

/** `web-1` of the set `web`. */
export function podNameOf(setName: string, ordinal: number): string {
  return `${setName}-${ordinal}`;
}

/** The ordinal that a pod name has for a set of this name; leading zeros parse, as upstream's
 * do. */
export function ordinalOf(setName: string, podName: string): number | undefined {
  if (!podName.startsWith(setName) || podName[setName.length] !== '-') return undefined;
  const digits = podName.slice(setName.length + 1);
  return /^[0-9]+$/.test(digits) ? Number(digits) : undefined;
}

/** Does this set create and delete its pods one after the other? */
export function isOrdered(set: StatefulSet): boolean {
  return set.spec.podManagementPolicy !== 'Parallel';
}

/** The lowest ordinal that a rolling update may reach; a partition is an index from the start. */
export function firstToUpdate(set: StatefulSet): number {
  return rangeOf(set).first + (set.spec.updateStrategy.rollingUpdate?.partition ?? 0);
}

/** The label by which a pod says which revision it was made from. */
export const revisionLabel = 'controller-revision-hash';
/** The label that carries a pod's own name. */
export const podNameLabel = 'statefulset.kubernetes.io/pod-name';
/** The label that carries a pod's ordinal. */
export const podIndexLabel = 'apps.kubernetes.io/pod-index';
