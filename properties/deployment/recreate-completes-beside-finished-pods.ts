import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { lackOf, mustBeComplete } from '../vocabulary/completion.ts';
import { ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-REC-003 at rest, whatever wakes the controller: with Recreate, pods that have ended
 * but still exist must not keep the new ones from coming. Unlike
 * recreate-ignores-finished-pods it does not ask whether anything happened that would have made
 * the controller look again. */
export const recreateCompletesBesideFinishedPods = eventually({
  id: 'deployment/recreate-completes-beside-finished-pods',
  title: 'Recreate completes by itself although pods that have ended still exist',
  controller: 'Deployment',
  requirements: ['DEP-REC-003'],
  *settled(view, context) {
    for (const deployment of view.list('Deployment')) {
      if (deployment.spec.strategy.type !== 'Recreate') continue;
      const sets = ownedSets(view, deployment);
      if (sets.every((set) => view.tally(set.metadata.uid).terminal === 0)) continue;
      if (!mustBeComplete(view, deployment, context, ['unfinished scaling'])) continue;
      const subject = keyOf(deployment);
      const lack = lackOf(view, deployment);
      if (lack === undefined) yield { subject, there: true };
      else {
        const evidence = [deployment, ...sets].map((each) => view.seqOf(each));
        const expected = `${deployment.spec.replicas} replicas of the new ReplicaSet and no other`;
        yield { subject, there: false, expected, observed: lack, evidence };
      }
    }
  },
});
