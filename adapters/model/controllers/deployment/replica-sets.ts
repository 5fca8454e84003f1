/** The ReplicaSets of a Deployment: which is new, which are old, in which order, how large. */
import type { Deployment, PodTemplate, ReplicaSet } from '../../../../specs/kubernetes.ts';
import { remember, rememberPair } from '../../remember.ts';
import { isSame } from '../../values.ts';
import { hashLabel } from './template-hash.ts';

/** A Deployment on its way through one sync. */
export interface Rollout {
  /** As this sync has changed it so far. Its resourceVersion stays the one that was read, so once
   * its status was written, a second write of the same sync is refused and the sync repeated. */
  readonly deployment: Deployment;
  readonly newSet: ReplicaSet | undefined;
  /** Oldest first. */
  readonly oldSets: readonly ReplicaSet[];
}

export function allSetsOf({ newSet, oldSets }: Rollout): readonly ReplicaSet[] {
  return newSet === undefined ? oldSets : [...oldSets, newSet];
}

/** DEP-RS-001: of several ReplicaSets with the Deployment's template the oldest is the new one. */
export function findNewSet(
  deployment: Deployment,
  setsByAge: readonly ReplicaSet[],
): ReplicaSet | undefined {
  return setsByAge.find((set) => haveSameTemplate(deployment, set));
}

/** DEP-RS-001: the hash label is the controller's own addition and does not count. */
export function haveSameTemplate(deployment: Deployment, set: ReplicaSet): boolean {
  return isSameTemplate(withoutHash(deployment.spec.template), withoutHash(set.spec.template));
}

const isSameTemplate = rememberPair<PodTemplate, PodTemplate, boolean>(isSame);

/** The template as the user wrote it, without the label that tells ReplicaSets apart. */
export const withoutHash = remember((template: PodTemplate): PodTemplate => {
  if (template.metadata?.labels?.[hashLabel] === undefined) return template;
  const { [hashLabel]: _, ...labels } = template.metadata.labels;
  return { ...template, metadata: { ...template.metadata, labels } };
});

/** Oldest first; those of one second by name. */
export function compareAge(left: ReplicaSet, right: ReplicaSet): number {
  return (
    compareText(left.metadata.creationTimestamp, right.metadata.creationTimestamp) ||
    compareText(left.metadata.name, right.metadata.name)
  );
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** In use: it has, or ought to have, pods. */
export function isInUse(set: ReplicaSet): boolean {
  return set.spec.replicas > 0;
}

/** What the ReplicaSets declare; how many pods they really have is not looked at. */
export function declaredTotal(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, set) => sum + set.spec.replicas, 0);
}

/** What the ReplicaSets report of one count. */
export function reportedTotal(
  sets: readonly ReplicaSet[],
  count: 'replicas' | 'readyReplicas' | 'availableReplicas',
): number {
  return sets.reduce((sum, set) => sum + (set.status[count] ?? 0), 0);
}

export function availableOf(set: ReplicaSet): number {
  return set.status.availableReplicas ?? 0;
}
