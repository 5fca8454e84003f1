import { always } from '../property.ts';
import { idleScalingOf, monitorScaled } from '../vocabulary/idle-scaling.ts';
import { inUse, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-REC-003 at rest for Deployments with the Recreate strategy that were scaled, or whose
 * ReplicaSets were made for other replicas: only one is left in use, whether its pods are available
 * or not. Apart from scaling-gives-way-to-the-rollout, because real controllers are known to break
 * it. */
export const scalingDoesNotHoldUpRecreate = always({
  id: 'deployment/scaling-does-not-hold-up-recreate',
  title: 'A Deployment with the Recreate strategy that is scaled ends with one ReplicaSet in use',
  controller: 'Deployment',
  requirements: ['DEP-ROLL-001', 'DEP-REC-003'],
  on: ['Deployment'],
  monitor: () =>
    monitorScaled((view, deployment) => {
      const { spec, metadata } = deployment;
      if (spec.strategy.type !== 'Recreate' || spec.paused === true) return undefined;
      if (metadata.deletionTimestamp !== undefined || spec.replicas === 0) return undefined;
      const sets = ownedSets(view, deployment);
      const used = inUse(sets);
      if (idleScalingOf(deployment, sets) !== 'recreate') {
        return used.length === 1 ? 'holds' : undefined;
      }
      return {
        message: `Deployment/${metadata.name} neither scales nor recreates`,
        expected: `${spec.replicas} replicas of one ReplicaSet`,
        observed: used.map((set) => `${set.metadata.name}: ${set.spec.replicas}`).join(', '),
        evidence: [deployment, ...used].map((each) => view.seqOf(each)).sort((a, b) => a - b),
      };
    }),
});
