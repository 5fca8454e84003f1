/**
 * Scaling: what happens when `spec.replicas` has changed, and in every sync of a paused Deployment.
 */
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps, SyncContext, SyncResult } from '../../controller.ts';
import { desiredReplicasOf, maxReplicasOf } from './annotations.ts';
import { isRollingUpdate, maxSurgeOf } from './bounds.ts';
import { pruneHistory } from './history.ts';
import { findOrCreate } from './new-replica-set.ts';
import { allSetsOf, availableOf, compareAge, declaredTotal, isInUse } from './replica-sets.ts';
import type { Rollout } from './replica-sets.ts';
import { resize } from './resize.ts';
import { writeStatus } from './status.ts';

/** DEP-ROLL-004: does a ReplicaSet in use remember another size of the Deployment? */
export function isScalingEvent(rollout: Rollout): boolean {
  const { replicas } = rollout.deployment.spec;
  return allSetsOf(rollout)
    .filter(isInUse)
    .map(desiredReplicasOf)
    .some((desired) => desired !== undefined && desired !== replicas);
}

/** DEP-PAUSE-001, DEP-PAUSE-002: no ReplicaSet is created here, and no rollout step taken. */
export function* scaleOnly(
  deployment: Deployment,
  setsByAge: readonly ReplicaSet[],
  context: SyncContext,
): Steps<SyncResult> {
  const rollout = yield* findOrCreate(deployment, setsByAge, false, context);
  if (rollout === undefined) return 'retry';
  if (!(yield* scale(rollout))) return 'retry';
  // DEP-PAUSE-002: a paused Deployment is tidied up even though it is not complete.
  if (deployment.spec.paused && !(yield* pruneHistory(rollout))) return 'retry';
  return yield* writeStatus(rollout, context);
}

/** Ends with false if a request failed. */
function* scale(rollout: Rollout): Steps<boolean> {
  const { deployment, newSet, oldSets } = rollout;
  const inUse = allSetsOf(rollout).filter(isInUse);
  const only = inUse.length <= 1 ? (inUse[0] ?? newSet ?? oldSets.at(-1)) : undefined;
  // DEP-SCALE-001, DEP-SCALE-005: the only one in use takes it all; else the new one or the newest.
  if (only !== undefined) {
    const resized = yield* resize(only, deployment.spec.replicas, deployment, 'if-different');
    return resized !== undefined;
  }
  // DEP-SCALE-004: the new one has all that is wanted, so the others are not needed.
  if (newSet !== undefined && isSaturated(newSet, deployment)) {
    for (const old of oldSets.filter(isInUse).toReversed()) {
      if ((yield* resize(old, 0, deployment, 'if-different')) === undefined) return false;
    }
    return true;
  }
  // DEP-PAUSE-002: several in use under Recreate stay as they are.
  if (!isRollingUpdate(deployment)) return true;
  for (const { set, size } of shareOut(deployment, inUse)) {
    if ((yield* resize(set, size, deployment, 'always')) === undefined) return false;
  }
  return true;
}

function isSaturated(newSet: ReplicaSet, deployment: Deployment): boolean {
  const { replicas } = deployment.spec;
  return (
    newSet.spec.replicas === replicas &&
    desiredReplicasOf(newSet) === replicas &&
    availableOf(newSet) === replicas
  );
}

interface Share {
  readonly set: ReplicaSet;
  readonly size: number;
}

/** DEP-SCALE-002, DEP-SCALE-003: the new sizes of those in use, in the order of writing. */
export function shareOut(deployment: Deployment, inUse: readonly ReplicaSet[]): readonly Share[] {
  const { replicas } = deployment.spec;
  const allowed = replicas > 0 ? replicas + maxSurgeOf(deployment) : 0;
  const missing = allowed - declaredTotal(inUse);
  if (missing === 0) return inUse.map((set) => ({ set, size: set.spec.replicas }));
  // Of equal sizes the newer grow first and the older shrink first.
  const tie = missing > 0 ? -1 : 1;
  const ordered = inUse.toSorted(
    (left, right) => right.spec.replicas - left.spec.replicas || tie * compareAge(left, right),
  );
  let given = 0;
  const shares = ordered.map((set) => {
    const share = shareOf(set, deployment, missing, given);
    given += share;
    return { set, size: set.spec.replicas + share };
  });
  // What rounding has left over goes to the largest.
  const leftover = missing - given;
  return shares.map((share, index) =>
    index === 0 ? { ...share, size: Math.max(0, share.size + leftover) } : share,
  );
}

/** Never more than what is still missing, in either direction. */
function shareOf(
  set: ReplicaSet,
  deployment: Deployment,
  missing: number,
  given: number,
): number {
  const rest = missing - given;
  if (rest === 0) return 0;
  const share = proportionOf(set, deployment);
  return missing > 0 ? Math.min(share, rest) : Math.max(share, rest);
}

/** What the ReplicaSet gains or loses if it keeps its part of the Deployment's largest size. */
function proportionOf(set: ReplicaSet, deployment: Deployment): number {
  const { replicas } = deployment.spec;
  const size = set.spec.replicas;
  if (replicas === 0) return -size;
  // Without the annotation, or with a senseless one, the present size has to do.
  const before = maxReplicasOf(set) || (deployment.status.replicas ?? 0);
  if (before === 0) return 0;
  return Math.round((size * (replicas + maxSurgeOf(deployment))) / before) - size;
}
