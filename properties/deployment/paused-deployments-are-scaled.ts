import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { ownedSets } from '../vocabulary/rollout.ts';
import { scalingPass } from '../vocabulary/scaling-pass.ts';

/** Claims DEP-PAUSE-002 at rest: the scaling pass that runs in every look at a paused Deployment
 * has nothing left to do. One ReplicaSet in use has all replicas; several share replicas plus
 * surge. Several under Recreate stay as they are. */
export const pausedDeploymentsAreScaled = eventually({
  id: 'deployment/paused-deployments-are-scaled',
  title: 'At rest the ReplicaSets of a paused Deployment have the sizes that its replicas ask for',
  controller: 'Deployment',
  requirements: ['DEP-PAUSE-002'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      const { metadata, spec } = deployment;
      if (metadata.deletionTimestamp !== undefined || spec.paused !== true) continue;
      const sets = ownedSets(view, deployment);
      const sizes = scalingPass(deployment, sets);
      if (sizes === undefined || sizes.size === 0) continue;
      const subject = keyOf(deployment);
      const touched = sets.filter((set) => sizes.has(set.metadata.uid));
      const isDone = touched.every((set) => sizes.get(set.metadata.uid) === set.spec.replicas);
      if (isDone) yield { subject, there: true };
      else {
        const expected = touched
          .map((set) => `${set.metadata.name} ${sizes.get(set.metadata.uid)}`)
          .join(', ');
        const observed = touched
          .map((set) => `${set.metadata.name} ${set.spec.replicas}`)
          .join(', ');
        const evidence = [deployment, ...touched].map((each) => view.seqOf(each));
        yield { subject, there: false, expected, observed, evidence };
      }
    }
  },
});
