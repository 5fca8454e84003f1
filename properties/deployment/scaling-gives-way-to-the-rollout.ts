import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { lackOf, mustBeComplete } from '../vocabulary/completion.ts';
import { idleScalingOf } from '../vocabulary/idle-scaling.ts';
import { inUse, ownedSets } from '../vocabulary/rollout.ts';
import { isScalingEvent } from '../vocabulary/scaling-pass.ts';

/** Claims DEP-ROLL-001 where scaling looks unfinished: a ReplicaSet in use was not told of the
 * replicas that are wanted now. While that is so nothing is rolled out, so it must not last while
 * there is something to roll out. rollout-completes looks at all other Deployments. */
export const scalingGivesWayToTheRollout = eventually({
  id: 'deployment/scaling-gives-way-to-the-rollout',
  title: 'A change of replicas holds up a rollout only until it is done',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-001', 'DEP-SCALE-001'],
  *settled(view, context) {
    for (const deployment of view.list('Deployment')) {
      const sets = ownedSets(view, deployment);
      if (inUse(sets).length === 0 || idleScalingOf(deployment, sets) !== undefined) continue;
      if (!mustBeComplete(view, deployment, context, ['finished pods'])) continue;
      const subject = keyOf(deployment);
      const lack = isScalingEvent(deployment, sets) ? lackOf(view, deployment) : undefined;
      if (lack === undefined) yield { subject, there: true };
      else {
        const evidence = [deployment, ...sets].map((each) => view.seqOf(each));
        const expected = `${deployment.spec.replicas} replicas of the new ReplicaSet and no other`;
        yield { subject, there: false, expected, observed: lack, evidence };
      }
    }
  },
});
