/**
 * Which old ReplicaSets a Deployment tidies away (DEP-HIST-001, DEP-HIST-002): of those beyond its
 * history limit, counted from the lowest revision up, the ones that are done with.
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { revisionNumberOf } from './revision-numbers.ts';
import { compareAge, newSetOf } from './rollout.ts';

const unlimited = 2_147_483_647;

/** The old ReplicaSets beyond the limit. One of the lowest that is still needed is not replaced by
 * a higher one. */
export function beyondHistoryLimit(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): readonly ReplicaSet[] {
  const { revisionHistoryLimit = unlimited } = deployment.spec;
  if (revisionHistoryLimit === unlimited) return [];
  const newSet = newSetOf(deployment, sets);
  const old = sets.filter(
    (set) => set !== newSet && set.metadata.deletionTimestamp === undefined,
  );
  const excess = old.length - revisionHistoryLimit;
  return excess > 0 ? old.toSorted(compareRevision).slice(0, excess) : [];
}

/** Has it no pods, is it to have none, and does its own controller know that? */
export function isDoneWith({ metadata, spec, status }: ReplicaSet): boolean {
  const isObserved = (metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
  return spec.replicas === 0 && status.replicas === 0 && isObserved;
}

/** Does the stored status say that the rollout is complete (DEP-COND-002)? */
export function isReportedComplete({ metadata, spec, status }: Deployment): boolean {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  const isObserved = (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
  const counts = [updatedReplicas, replicas, availableReplicas];
  return isObserved && counts.every((count) => count === spec.replicas);
}

/** Can the ReplicaSets be put into the order of their revisions? Not if one has no number. */
export function areNumbered(sets: readonly ReplicaSet[]): boolean {
  return sets.every((set) => revisionNumberOf(set) !== undefined);
}

function compareRevision(left: ReplicaSet, right: ReplicaSet): number {
  const [former, latter] = [revisionNumberOf(left), revisionNumberOf(right)];
  if (former === undefined || latter === undefined) return compareAge(left, right);
  return former - latter || compareAge(left, right);
}
