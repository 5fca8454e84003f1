/** What a Deployment's status says of its ReplicaSets. */
import { conditionOf } from '../../../../specs/kubernetes.ts';
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps, SyncContext, SyncResult } from '../../controller.ts';
import { isSame, positive, present } from '../../values.ts';
import { minAvailableOf } from './bounds.ts';
import { newCondition, replaceCondition } from './conditions.ts';
import { allSetsOf, declaredTotal, reportedTotal } from './replica-sets.ts';
import type { Rollout } from './replica-sets.ts';

type Status = Deployment['status'];

/** DEP-STAT-001, DEP-STAT-002, DEP-STAT-004, DEP-STAT-005, DEP-COND-001: pure, from the ReplicaSets
 * as they were read. Fields that are 0 are left out, as on the wire. */
export function statusOf(rollout: Rollout, context: SyncContext): Status {
  const { deployment, newSet } = rollout;
  const { generation } = deployment.metadata;
  const { collisionCount, conditions } = deployment.status;
  const sets = allSetsOf(rollout);
  const available = reportedTotal(sets, 'availableReplicas');
  const terminating = context.features.has('DeploymentReplicaSetTerminatingReplicas')
    ? terminatingTotal(sets)
    : undefined;
  const status = present<Status>({
    observedGeneration: generation,
    replicas: positive(reportedTotal(sets, 'replicas')),
    updatedReplicas: positive(newSet?.status.replicas ?? 0),
    readyReplicas: positive(reportedTotal(sets, 'readyReplicas')),
    availableReplicas: positive(available),
    // DEP-STAT-004: measured against what the ReplicaSets declare, surge included.
    unavailableReplicas: positive(declaredTotal(sets) - available),
    terminatingReplicas: terminating,
    collisionCount,
    conditions,
  });
  return noteAvailability(deployment, status, context);
}

/** DEP-STAT-005: unknown as soon as one ReplicaSet that was synced does not say; one that was never
 * synced adds nothing. */
function terminatingTotal(sets: readonly ReplicaSet[]): number | undefined {
  let total = 0;
  for (const { status } of sets) {
    if (status.terminatingReplicas !== undefined) total += status.terminatingReplicas;
    else if (status.observedGeneration !== undefined) return undefined;
  }
  return total;
}

/** DEP-COND-001 */
function noteAvailability(deployment: Deployment, status: Status, context: SyncContext): Status {
  const isAvailable = (status.availableReplicas ?? 0) >= minAvailableOf(deployment);
  const state = isAvailable ? 'True' : 'False';
  if (conditionOf({ status }, 'Available')?.status === state) return status;
  const reason = isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable';
  const message = isAvailable ? 'Enough pods are available.' : 'Too few pods are available.';
  const condition = newCondition('Available', state, reason, message, context.nowMs());
  return replaceCondition(status, condition);
}

/** Writes the status outside of rollouts, where progress is not judged. */
export function* writeStatus(rollout: Rollout, context: SyncContext): Steps<SyncResult> {
  const { deployment } = rollout;
  const status = statusOf(rollout, context);
  if (isSame(deployment.status, status)) return 'done';
  const response = yield { verb: 'updateStatus', object: { ...deployment, status } };
  return response.ok ? 'done' : 'retry';
}
