import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isLookedAt } from '../vocabulary/judged-rollouts.ts';
import { hasDeadline, progressingOf } from '../vocabulary/progress.ts';

/** Claims DEP-COND-002 for Deployments without a deadline: a condition of theirs that is left from
 * before goes with the next look at the rollout. */
export const noDeadlineMeansNoProgressing = eventually({
  id: 'deployment/no-deadline-means-no-progressing',
  title: 'At rest a Deployment without a progress deadline has no condition Progressing',
  controller: 'Deployment',
  requirements: ['DEP-COND-002'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      if (hasDeadline(deployment) || !isLookedAt(view, deployment)) continue;
      const subject = keyOf(deployment);
      const condition = progressingOf(deployment);
      if (condition === undefined) yield { subject, there: true };
      else {
        const expected = 'no condition Progressing';
        const observed = `${condition.status} ${condition.reason}`;
        yield { subject, there: false, expected, observed, evidence: [view.seqOf(deployment)] };
      }
    }
  },
});
