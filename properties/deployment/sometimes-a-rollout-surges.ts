import { sometimes } from '../property.ts';
import { ownerOfKind } from '../vocabulary/attribution.ts';
import { declaredTotal, inUse, ownedSets } from '../vocabulary/rollout.ts';

/** Two ReplicaSets in use and more replicas declared than asked for: without this, claims about
 * surge are empty. */
export const sometimesARolloutSurges = sometimes({
  id: 'deployment/sometimes-a-rollout-surges',
  title: 'A rolling update declares more than replicas for a while',
  controller: 'Deployment',
  requirements: ['DEP-SURGE-001'],
  on: ['ReplicaSet'],
  seen: ({ event, after }) => {
    const deployment = ownerOfKind(after, event.object, 'Deployment');
    if (deployment === undefined || deployment.spec.paused === true) return false;
    const used = inUse(ownedSets(after, deployment));
    return used.length > 1 && declaredTotal(used) > deployment.spec.replicas;
  },
});
