/** The Recreate strategy: the new ReplicaSet gets pods only when the old ones have none left. */
import { controllerOf } from '../../../../specs/kubernetes.ts';
import type { Deployment, Pod, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps, SyncContext, SyncResult } from '../../controller.ts';
import { isTerminal } from '../pod-state.ts';
import { pruneHistory } from './history.ts';
import { findOrCreate } from './new-replica-set.ts';
import { isComplete, writeRolloutStatus } from './progress.ts';
import { isInUse, reportedTotal } from './replica-sets.ts';
import type { Rollout } from './replica-sets.ts';
import { resize } from './resize.ts';

/** One step of a recreation, and the status in any case. `pods` are all that the ReplicaSets own,
 * as they were when the sync began. */
export function* recreate(
  deployment: Deployment,
  setsByAge: readonly ReplicaSet[],
  pods: readonly Pod[],
  context: SyncContext,
): Steps<SyncResult> {
  // DEP-REC-002: a ReplicaSet that does not exist yet is not created before the drain.
  const found = yield* findOrCreate(deployment, setsByAge, false, context);
  if (found === undefined) return 'retry';
  const isDown = yield* drain(found);
  if (isDown === undefined) return 'retry';
  // DEP-REC-001
  if (isDown || hasOldPods(found, pods)) return yield* writeRolloutStatus(found, context);
  const rollout =
    found.newSet === undefined
      ? yield* findOrCreate(found.deployment, setsByAge, true, context)
      : found;
  if (rollout?.newSet === undefined) return 'retry';
  // DEP-RS-004: at full size.
  const { replicas } = deployment.spec;
  const up = yield* resize(rollout.newSet, replicas, rollout.deployment, 'if-different');
  if (up === undefined) return 'retry';
  // DEP-HIST-001
  const { status } = rollout.deployment;
  if (isComplete(rollout.deployment, status) && !(yield* pruneHistory(rollout))) return 'retry';
  return yield* writeRolloutStatus(rollout, context);
}

/** Ends with whether an old ReplicaSet was scaled down; with nothing if a request failed. */
function* drain({ deployment, oldSets }: Rollout): Steps<boolean | undefined> {
  let isDown = false;
  for (const set of oldSets.filter(isInUse)) {
    const resized = yield* resize(set, 0, deployment, 'if-different');
    if (resized === undefined) return undefined;
    isDown = true;
  }
  return isDown;
}

/** DEP-REC-001: pods that are being deleted still run; only those that ended do not. */
function hasOldPods({ newSet, oldSets }: Rollout, pods: readonly Pod[]): boolean {
  if (reportedTotal(oldSets, 'replicas') > 0) return true;
  const isOld = (pod: Pod) => controllerOf(pod)?.uid !== newSet?.metadata.uid;
  return pods.some((pod) => isOld(pod) && !isTerminal(pod));
}
