import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isJudged } from '../vocabulary/judged-rollouts.ts';
import { isReportedComplete, progressingOf } from '../vocabulary/progress.ts';

/** Claims DEP-COND-004 at rest, and with it how every rollout ends (DEP-COND-002): what is complete
 * is called so, even where a deadline had passed before. */
export const completeRolloutsAreReported = eventually({
  id: 'deployment/complete-rollouts-are-reported',
  title: 'At rest a complete rollout says so, whatever was reported of it before',
  controller: 'Deployment',
  requirements: ['DEP-COND-004', 'DEP-COND-002'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      if (!isJudged(view, deployment) || !isReportedComplete(deployment)) continue;
      const subject = keyOf(deployment);
      const condition = progressingOf(deployment);
      const observed = condition && `${condition.status} ${condition.reason}`;
      const expected = 'True NewReplicaSetAvailable';
      if (observed === expected) yield { subject, there: true };
      else {
        const evidence = [view.seqOf(deployment)];
        yield { subject, there: false, expected, observed: observed ?? 'no condition', evidence };
      }
    }
  },
});
