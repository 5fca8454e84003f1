/** The RollingUpdate strategy: one step up or down per sync, within maxSurge and maxUnavailable. */
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps, SyncContext, SyncResult } from '../../controller.ts';
import { minAvailableOf, nextSizeOfNew } from './bounds.ts';
import { pruneHistory } from './history.ts';
import { findOrCreate } from './new-replica-set.ts';
import { isComplete, writeRolloutStatus } from './progress.ts';
import {
  allSetsOf,
  availableOf,
  declaredTotal,
  isInUse,
  reportedTotal,
} from './replica-sets.ts';
import type { Rollout } from './replica-sets.ts';
import { resize } from './resize.ts';

/** One step of a rolling update, and the status in any case. */
export function* rollOut(
  deployment: Deployment,
  setsByAge: readonly ReplicaSet[],
  context: SyncContext,
): Steps<SyncResult> {
  const rollout = yield* findOrCreate(deployment, setsByAge, true, context);
  if (rollout?.newSet === undefined) return 'retry';
  const { newSet } = rollout;
  // DEP-SURGE-001: first up, and then nothing else in this sync.
  const isUp = yield* scaleNew(rollout, newSet);
  if (isUp === undefined) return 'retry';
  if (isUp) return yield* writeRolloutStatus(rollout, context);
  // DEP-AVAIL-001
  const isDown = yield* scaleOld(rollout, newSet);
  if (isDown) return yield* writeRolloutStatus(rollout, context);
  // DEP-HIST-001: tidied up once the stored status says that the rollout is complete.
  const { status } = rollout.deployment;
  if (isComplete(rollout.deployment, status) && !(yield* pruneHistory(rollout))) return 'retry';
  return yield* writeRolloutStatus(rollout, context);
}

/** Ends with whether the size has changed; with nothing if the request failed. */
function* scaleNew(rollout: Rollout, newSet: ReplicaSet): Steps<boolean | undefined> {
  const { deployment } = rollout;
  const { replicas } = deployment.spec;
  const size = newSet.spec.replicas;
  if (size === replicas) return false;
  // DEP-ROLL-005: one that somebody else has made too large shrinks at once.
  const next = size > replicas ? replicas : nextSizeOfNew(deployment, size, allSetsOf(rollout));
  const resized = yield* resize(newSet, next, deployment, 'if-different');
  return resized?.hasChangedSize;
}

/** Ends with whether anything was scaled down. A request that failed ends it without a retry:
 * whatever comes next wakes the Deployment. */
function* scaleOld(rollout: Rollout, newSet: ReplicaSet): Steps<boolean> {
  const { deployment } = rollout;
  const oldSets = rollout.oldSets.filter(isInUse);
  if (oldSets.length === 0) return false;
  // DEP-AVAIL-001: new pods that are not available yet replace nothing.
  const newUnavailable = newSet.spec.replicas - availableOf(newSet);
  const declared = declaredTotal(allSetsOf(rollout));
  const budget = declared - minAvailableOf(deployment) - newUnavailable;
  if (budget <= 0) return false;
  // DEP-AVAIL-004
  const cleaned = yield* removeUnhealthy(deployment, oldSets, budget);
  if (cleaned === undefined) return false;
  const drained = yield* removeHealthy(deployment, cleaned.sets, newSet);
  if (drained === undefined) return false;
  return cleaned.count + drained > 0;
}

/** DEP-AVAIL-004, DEP-ROLL-002: oldest first, as many as are not available. */
function* removeUnhealthy(
  deployment: Deployment,
  oldSets: readonly ReplicaSet[],
  budget: number,
): Steps<{ readonly sets: readonly ReplicaSet[]; readonly count: number } | undefined> {
  let count = 0;
  const sets: ReplicaSet[] = [];
  for (const set of oldSets) {
    const unhealthy = set.spec.replicas - availableOf(set);
    if (count >= budget || unhealthy === 0) {
      sets.push(set);
      continue;
    }
    // Its status is older than its size: nothing is safe to say.
    if (unhealthy < 0) return undefined;
    const removed = Math.min(unhealthy, budget - count);
    const kept = set.spec.replicas - removed;
    const resized = yield* resize(set, kept, deployment, 'if-different');
    if (resized === undefined) return undefined;
    sets.push(resized.set);
    count += removed;
  }
  return { sets, count };
}

/** DEP-AVAIL-001, DEP-ROLL-002: oldest first, as many as are available beyond the minimum. */
function* removeHealthy(
  deployment: Deployment,
  oldSets: readonly ReplicaSet[],
  newSet: ReplicaSet,
): Steps<number | undefined> {
  const available = reportedTotal([...oldSets, newSet], 'availableReplicas');
  const spare = available - minAvailableOf(deployment);
  let count = 0;
  for (const set of oldSets) {
    if (count >= spare) break;
    if (!isInUse(set)) continue;
    const given = Math.min(set.spec.replicas, spare - count);
    const left = set.spec.replicas - given;
    const resized = yield* resize(set, left, deployment, 'if-different');
    if (resized === undefined) return undefined;
    count += given;
  }
  return count;
}
