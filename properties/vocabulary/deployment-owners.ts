/** Which Deployments may have which ReplicaSets (DEP-OWN-001..003). */
import type { Deployment, OwnerReference, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { ownerOfKind } from './attribution.ts';

/** The Deployment that has this ReplicaSet although its selector does not match it, if it stays. */
export function strangerOf(view: ClusterView, set: ReplicaSet): Deployment | undefined {
  const deployment = ownerOfKind(view, set, 'Deployment');
  if (deployment === undefined || deployment.metadata.deletionTimestamp !== undefined) {
    return undefined;
  }
  const isSelected = selectorMatches(deployment.spec.selector, set.metadata.labels);
  return isSelected ? undefined : deployment;
}

/** The controllers that a ReplicaSet names; more than one would be a mistake. */
export function controllersOf({ metadata }: ReplicaSet): readonly OwnerReference[] {
  return (metadata.ownerReferences ?? []).filter((reference) => reference.controller === true);
}

/** Does this Deployment have it, and may it? */
export function isRightfulOwner(view: ClusterView, uid: string, set: ReplicaSet): boolean {
  const deployment = view.byUid('Deployment', uid);
  if (deployment === undefined || controllerOf(set)?.uid !== uid) return false;
  return selectorMatches(deployment.spec.selector, set.metadata.labels);
}
