import { always } from '../property.ts';
import { lackOf, mustBeComplete } from '../vocabulary/completion.ts';
import { idleScalingOf, monitorScaled } from '../vocabulary/idle-scaling.ts';
import { inUse, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-ROLL-001 at rest for Deployments that were scaled and have one ReplicaSet in use, of
 * the size that is wanted: that nobody had to resize it must not hold up a rollout. Apart from
 * scaling-gives-way-to-the-rollout, because real controllers are known to break it. */
export const aFittingSizeDoesNotHoldUpTheRollout = always({
  id: 'deployment/a-fitting-size-does-not-hold-up-the-rollout',
  title: 'A ReplicaSet that has the wanted size already does not hold up the rollout',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-001', 'DEP-SCALE-001'],
  on: ['Deployment'],
  monitor: (context) =>
    monitorScaled((view, deployment) => {
      const sets = ownedSets(view, deployment);
      const [only, ...others] = inUse(sets);
      if (only?.spec.replicas !== deployment.spec.replicas || others.length > 0) return undefined;
      if (!mustBeComplete(view, deployment, context, ['finished pods'])) return undefined;
      const lack = lackOf(view, deployment);
      if (lack === undefined) return 'holds';
      if (idleScalingOf(deployment, sets) !== 'size-fits') return undefined;
      return {
        message: `Deployment/${deployment.metadata.name} goes on scaling what has its size already`,
        expected: `${deployment.spec.replicas} replicas of the new ReplicaSet and no other`,
        observed: lack,
        evidence: [deployment, ...sets].map((each) => view.seqOf(each)).sort((a, b) => a - b),
      };
    }),
});
