import type { Deployment } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { statusWriteOf } from '../vocabulary/deployment-status.ts';
import type { StatusWrite } from '../vocabulary/deployment-status.ts';
import type { ProgressReason } from '../vocabulary/progress.ts';
import {
  hasDeadline,
  hasProgressed,
  isReportedComplete,
  reasonOf,
} from '../vocabulary/progress.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-COND-002 for each step from one reason of Progressing to another, and what
 * DEP-COND-003 and DEP-PAUSE-003 add: pauses are noted first and last, and nothing times out in
 * one. Whoever writes a status has read the version before, so that version alone decides. */
export const progressingChangesAsRolloutsDo = always({
  id: 'deployment/progressing-changes-as-rollouts-do',
  title: 'Progressing takes a new reason only when that has happened to the rollout',
  controller: 'Deployment',
  requirements: ['DEP-COND-002', 'DEP-COND-003', 'DEP-PAUSE-003'],
  on: ['Deployment'],
  monitor: () => ({
    change(moment) {
      const write = statusWriteOf(moment);
      if (write === undefined) return 'irrelevant';
      const [from, to] = [reasonOf(write.before), reasonOf(write.after)];
      if (from === to) return 'irrelevant';
      const wanted = to === undefined ? whenRemoved(write.after) : whenSet(from, to, write);
      if (wanted === undefined) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(write.after)} calls its rollout ${to ?? 'nothing'} for no reason`,
          expected: wanted,
          observed: `${from ?? 'no condition'} → ${to ?? 'no condition'}`,
        },
        [write.before],
      );
    },
  }),
});

/** What is not as it must be for the condition to go; undefined where everything is. */
function whenRemoved(deployment: Deployment): string | undefined {
  return hasDeadline(deployment) ? 'a deadline of none before the condition goes' : undefined;
}

/** What is not as it must be for this reason to come; undefined where everything is. */
function whenSet(
  from: ProgressReason | undefined,
  to: ProgressReason,
  { before, after }: StatusWrite,
): string | undefined {
  if (!hasDeadline(after)) return 'a deadline before there is a condition';
  const isPaused = after.spec.paused === true;
  const isOver = from === 'ProgressDeadlineExceeded';
  switch (to) {
    case 'DeploymentPaused':
      return isPaused && !isOver ? undefined : 'a pause, and no deadline that has passed before';
    case 'DeploymentResumed':
      return !isPaused && from === 'DeploymentPaused' ? undefined : 'the end of a noted pause';
    case 'FoundNewReplicaSet':
      return from === undefined ? undefined : 'no condition before';
    default:
      break;
  }
  if (isPaused) return 'no news of a rollout in a pause';
  if (from === 'DeploymentPaused') return 'the end of the pause to be noted first';
  switch (to) {
    case 'NewReplicaSetCreated':
    case 'ReplicaSetCreateError':
      return undefined;
    case 'ReplicaSetUpdated':
      return hasProgressed(before.status, after.status) ? undefined : 'some progress in the counts';
    case 'NewReplicaSetAvailable':
      return isReportedComplete(after) ? undefined : 'all replicas updated and available';
    case 'ProgressDeadlineExceeded': {
      const isJudged = from !== undefined && from !== 'NewReplicaSetAvailable';
      const stands = isJudged && !hasProgressed(before.status, after.status);
      return stands ? undefined : 'a rollout that is being judged and makes no progress';
    }
    default:
      return to satisfies never;
  }
}
