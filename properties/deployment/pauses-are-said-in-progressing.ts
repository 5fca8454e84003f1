import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { hasDeadline, reasonOf } from '../vocabulary/progress.ts';

/** Claims DEP-PAUSE-003 at rest. A deadline that had passed before the pause may stay reported. */
export const pausesAreSaidInProgressing = eventually({
  id: 'deployment/pauses-are-said-in-progressing',
  title: 'At rest Progressing says whether a Deployment is paused',
  controller: 'Deployment',
  requirements: ['DEP-PAUSE-003'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      if (deployment.metadata.deletionTimestamp !== undefined) continue;
      const reason = reasonOf(deployment);
      const isPaused = deployment.spec.paused === true;
      // An end of a pause that was noted is at stake as long as its condition shows.
      if (!hasDeadline(deployment) || (!isPaused && !isAboutPauses(reason))) continue;
      const subject = keyOf(deployment);
      const isSaid = isPaused
        ? reason === 'DeploymentPaused' || reason === 'ProgressDeadlineExceeded'
        : reason !== 'DeploymentPaused';
      if (isSaid) yield { subject, there: true };
      else {
        const expected = isPaused ? 'DeploymentPaused' : 'anything but DeploymentPaused';
        const observed = reason ?? 'no condition';
        yield { subject, there: false, expected, observed, evidence: [view.seqOf(deployment)] };
      }
    }
  },
});

function isAboutPauses(reason: ReturnType<typeof reasonOf>): boolean {
  return reason === 'DeploymentPaused' || reason === 'DeploymentResumed';
}
