import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { instantOf } from '../vocabulary/instant.ts';
import { isJudged } from '../vocabulary/judged-rollouts.ts';
import { isReportedComplete, progressingOf, reasonOf } from '../vocabulary/progress.ts';

/** A controller looks again a second after the deadline, and may be kept waiting a little. */
const graceMs = 3_000;

/** Claims DEP-COND-003 at rest: the deadline of a rollout that stands still is noticed although
 * nothing happens any more. A rollout that succeeded once is not judged again. */
export const stuckRolloutsAreReported = eventually({
  id: 'deployment/stuck-rollouts-are-reported',
  title: 'A rollout that stands still is reported once its progressDeadlineSeconds have passed',
  controller: 'Deployment',
  requirements: ['DEP-COND-003'],
  *settled(view, context) {
    for (const deployment of view.list('Deployment')) {
      if (!isJudged(view, deployment) || isReportedComplete(deployment)) continue;
      const condition = progressingOf(deployment);
      const reason = reasonOf(deployment);
      if (condition?.lastUpdateTime === undefined) continue;
      if (reason === 'NewReplicaSetAvailable' || reason === 'DeploymentPaused') continue;
      const subject = keyOf(deployment);
      if (reason === 'ProgressDeadlineExceeded') {
        yield { subject, there: true };
        continue;
      }
      const { progressDeadlineSeconds = 0 } = deployment.spec;
      const deadlineMs = Date.parse(condition.lastUpdateTime) + progressDeadlineSeconds * 1000;
      const now = instantOf(view.at, context);
      if (now.ms <= deadlineMs + now.toleranceMs + graceMs) continue;
      yield {
        subject,
        there: false,
        expected: `ProgressDeadlineExceeded soon after ${new Date(deadlineMs).toISOString()}`,
        observed: `${reason} at ${new Date(now.ms).toISOString()}`,
        evidence: [view.seqOf(deployment)],
      };
    }
  },
});
