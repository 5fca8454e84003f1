/** DEP-COND-006: how a Deployment's conditions are set, kept and removed. */
import { conditionOf, timestampOf } from '../../../../specs/kubernetes.ts';
import type { Condition, Deployment } from '../../../../specs/kubernetes.ts';

type Status = Deployment['status'];

/** Why a rollout is or is not progressing (DEP-COND-002). */
export const progressReasons = {
  created: 'NewReplicaSetCreated',
  found: 'FoundNewReplicaSet',
  updated: 'ReplicaSetUpdated',
  complete: 'NewReplicaSetAvailable',
  createFailed: 'ReplicaSetCreateError',
  timedOut: 'ProgressDeadlineExceeded',
  paused: 'DeploymentPaused',
  resumed: 'DeploymentResumed',
} as const;

const unlimited = 2_147_483_647;

/** DEP-COND-003: is there a deadline at all? */
export function hasProgressDeadline(deployment: Deployment): boolean {
  const { progressDeadlineSeconds } = deployment.spec;
  return progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== unlimited;
}

/** A condition that begins now. */
export function newCondition(
  type: 'Progressing' | 'Available',
  status: Condition['status'],
  reason: string,
  message: string,
  nowMs: number,
): Condition {
  const now = timestampOf(nowMs);
  return { type, status, reason, message, lastUpdateTime: now, lastTransitionTime: now };
}

/** DEP-COND-006: a condition with the same status and reason stays untouched; one whose status
 * stays keeps the time of its last transition. */
export function setCondition(status: Status, condition: Condition): Status {
  const present = conditionOf({ status }, condition.type);
  if (present?.status === condition.status && present.reason === condition.reason) return status;
  return replaceCondition(status, condition);
}

/** As `setCondition`, but the same status and reason count as news too. */
export function replaceCondition(status: Status, condition: Condition): Status {
  const present = conditionOf({ status }, condition.type);
  const keepsTransition =
    present?.status === condition.status && present.lastTransitionTime !== undefined;
  const others = (status.conditions ?? []).filter(({ type }) => type !== condition.type);
  const next = keepsTransition
    ? { ...condition, lastTransitionTime: present.lastTransitionTime }
    : condition;
  return { ...status, conditions: [...others, next] };
}

/** The very same status if there is nothing to remove. */
export function removeCondition(status: Status, type: string): Status {
  const left = status.conditions?.filter((condition) => condition.type !== type);
  if (left === undefined) return status;
  if (left.length > 0 && left.length === status.conditions?.length) return status;
  const { conditions: _, ...rest } = status;
  return left.length === 0 ? rest : { ...rest, conditions: left };
}
