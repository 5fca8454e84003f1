import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { lackOf, mustBeComplete } from '../vocabulary/completion.ts';

/** Claims DEP-ROLL-001 for every Deployment whose new pods, as far as there are any, are available.
 * Whether they can become so is not the Deployment's doing; a rollout that stopped although all of
 * them did is. */
export const rolloutCompletes = eventually({
  id: 'deployment/rollout-completes',
  title: 'A rollout whose new pods become available ends with only the new ReplicaSet in use',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-001', 'DEP-SURGE-003'],
  *settled(view, context) {
    for (const deployment of view.list('Deployment')) {
      if (!mustBeComplete(view, deployment, context)) continue;
      const subject = keyOf(deployment);
      const lack = lackOf(view, deployment);
      if (lack === undefined) yield { subject, there: true };
      else {
        const expected = `${deployment.spec.replicas} replicas of the new ReplicaSet and no other`;
        const sets = [...view.owned('ReplicaSet', deployment.metadata.uid)];
        const evidence = [deployment, ...sets].map((each) => view.seqOf(each));
        yield { subject, there: false, expected, observed: lack, evidence };
      }
    }
  },
});
