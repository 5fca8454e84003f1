/**
 * How a rollout is going: the Progressing and ReplicaFailure conditions, and when to look again
 * although nothing happens.
 */
import { conditionOf } from '../../../../specs/kubernetes.ts';
import type { Condition, Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps, SyncContext, SyncResult } from '../../controller.ts';
import { isSame } from '../../values.ts';
import {
  hasProgressDeadline,
  newCondition,
  progressReasons,
  removeCondition,
  replaceCondition,
  setCondition,
} from './conditions.ts';
import { allSetsOf } from './replica-sets.ts';
import type { Rollout } from './replica-sets.ts';
import { statusOf } from './status.ts';

type Status = Deployment['status'];

/** How long after its deadline a rollout is looked at. */
const graceMs = 5;
/** How often a Deployment is looked at that was complete once, is not any more, and whose deadline
 * is over. (Real controllers do so every few milliseconds, with the same effect.) */
const pollMs = 1000;

/** DEP-COND-002: everything wanted is updated and available, and nothing else is left. */
export function isComplete({ metadata, spec }: Deployment, status: Status): boolean {
  return (
    (status.updatedReplicas ?? 0) === spec.replicas &&
    (status.replicas ?? 0) === spec.replicas &&
    (status.availableReplicas ?? 0) === spec.replicas &&
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  );
}

/** Writes the status of a Deployment that is not being scaled; if there is nothing to write, a
 * rollout that stands still is looked at again at its deadline (DEP-COND-003). */
export function* writeRolloutStatus(rollout: Rollout, context: SyncContext): Steps<SyncResult> {
  const { deployment } = rollout;
  const counted = statusOf(rollout, context);
  const judged = judgeProgress(rollout, counted, context.nowMs());
  const status = mirrorFailure(rollout, judged);
  if (isSame(deployment.status, status)) return lookAgain(deployment, status, context.nowMs());
  const response = yield { verb: 'updateStatus', object: { ...deployment, status } };
  return response.ok ? 'done' : 'retry';
}

/** DEP-COND-002, DEP-COND-003, DEP-COND-004: complete, progressing or timed out. */
function judgeProgress({ deployment, newSet }: Rollout, status: Status, nowMs: number): Status {
  if (!hasProgressDeadline(deployment)) return removeCondition(status, 'Progressing');
  const present = conditionOf(deployment, 'Progressing');
  const hasOnlyUpdated = (status.replicas ?? 0) === (status.updatedReplicas ?? 0);
  // A rollout that has been completed is not judged again before the next one begins.
  if (hasOnlyUpdated && present?.reason === progressReasons.complete) return status;
  const name = newSet?.metadata.name ?? deployment.metadata.name;
  if (isComplete(deployment, status)) {
    const { complete } = progressReasons;
    const message = `${name} has been rolled out.`;
    return setCondition(status, newCondition('Progressing', 'True', complete, message, nowMs));
  }
  if (hasProgressed(deployment.status, status)) {
    const { updated } = progressReasons;
    const message = `${name} is being rolled out.`;
    // DEP-COND-006: each progress moves lastUpdateTime, even if the reason stays.
    return replaceCondition(status, newCondition('Progressing', 'True', updated, message, nowMs));
  }
  if (isTimedOut(deployment, present, nowMs)) {
    const { timedOut } = progressReasons;
    const message = `${name} has made no progress for too long.`;
    return setCondition(status, newCondition('Progressing', 'False', timedOut, message, nowMs));
  }
  return status;
}

/** DEP-COND-003: more updated, fewer old, more ready or more available pods than before. */
function hasProgressed(before: Status, after: Status): boolean {
  const oldBefore = (before.replicas ?? 0) - (before.updatedReplicas ?? 0);
  const oldAfter = (after.replicas ?? 0) - (after.updatedReplicas ?? 0);
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldAfter < oldBefore ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function isTimedOut(
  deployment: Deployment,
  condition: Condition | undefined,
  nowMs: number,
): boolean {
  // Nothing to count from; or the last rollout's success, from which no other one is judged.
  if (condition === undefined || condition.reason === progressReasons.complete) return false;
  if (condition.reason === progressReasons.timedOut) return true;
  return deadlineMs(deployment, condition) < nowMs;
}

function deadlineMs(deployment: Deployment, condition: Condition): number {
  const { progressDeadlineSeconds = 0 } = deployment.spec;
  return Date.parse(condition.lastUpdateTime ?? '') + progressDeadlineSeconds * 1000;
}

/** DEP-COND-003: no event tells that a deadline has passed. */
function lookAgain(deployment: Deployment, status: Status, nowMs: number): SyncResult {
  const condition = conditionOf(deployment, 'Progressing');
  if (condition === undefined || !hasProgressDeadline(deployment)) return 'done';
  if (isComplete(deployment, status)) return 'done';
  if (condition.reason === progressReasons.timedOut) return 'done';
  const left = deadlineMs(deployment, condition) - nowMs;
  if (left >= 1000) return { requeueAfterMs: left + 1000 };
  // DEP-REC-003: no condition comes of it, but it may be all that wakes a stalled Deployment.
  if (condition.reason === progressReasons.complete) return { requeueAfterMs: pollMs };
  return { requeueAfterMs: Math.max(0, left) + graceMs };
}

/** DEP-COND-005: the new ReplicaSet's failure before any other's. */
function mirrorFailure(rollout: Rollout, status: Status): Status {
  const { newSet } = rollout;
  const failure =
    (newSet && failureOf(newSet)) ??
    allSetsOf(rollout)
      .map(failureOf)
      .find((each) => each !== undefined);
  if (failure === undefined) return removeCondition(status, 'ReplicaFailure');
  const { lastTransitionTime } = failure;
  const times = lastTransitionTime !== undefined && { lastUpdateTime: lastTransitionTime };
  return setCondition(status, { ...failure, ...times });
}

function failureOf(set: ReplicaSet): Condition | undefined {
  return conditionOf(set, 'ReplicaFailure');
}

/** DEP-PAUSE-003: pausing and resuming are noted, so that the time between does not count. Ends
 * with nothing if the request failed. */
export function* notePause(
  deployment: Deployment,
  context: SyncContext,
): Steps<Deployment | undefined> {
  if (!hasProgressDeadline(deployment)) return deployment;
  const present = conditionOf(deployment, 'Progressing');
  if (present?.reason === progressReasons.timedOut) return deployment;
  const isNoted = present?.reason === progressReasons.paused;
  const isPaused = deployment.spec.paused === true;
  if (isPaused === isNoted) return deployment;
  const reason = isPaused ? progressReasons.paused : progressReasons.resumed;
  const message = isPaused ? 'The Deployment is paused.' : 'The Deployment is resumed.';
  const condition = newCondition('Progressing', 'Unknown', reason, message, context.nowMs());
  const noted = { ...deployment, status: setCondition(deployment.status, condition) };
  const response = yield { verb: 'updateStatus', object: noted };
  return response.ok ? noted : undefined;
}
