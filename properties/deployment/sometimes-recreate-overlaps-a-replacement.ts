import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { ownerOfKind } from '../vocabulary/attribution.ts';

/** Under Recreate a pod is replaced by one of its own revision while it is still terminating: there
 * are more pods than replicas then, and nothing objects (DEP-REC-004). */
export const sometimesRecreateOverlapsAReplacement = sometimes({
  id: 'deployment/sometimes-recreate-overlaps-a-replacement',
  title: 'Under Recreate a pod is replaced while it is still terminating',
  controller: 'Deployment',
  requirements: ['DEP-REC-004'],
  on: ['Pod'],
  seen: ({ event, before }) => {
    const owner = event.change === 'ADDED' ? controllerOf(event.object) : undefined;
    if (owner?.kind !== 'ReplicaSet') return false;
    const set = before.byUid('ReplicaSet', owner.uid);
    const deployment = set && ownerOfKind(before, set, 'Deployment');
    if (deployment?.spec.strategy.type !== 'Recreate') return false;
    const { all, active, terminal } = before.tally(owner.uid);
    return all - active - terminal > 0 && all - terminal >= deployment.spec.replicas;
  },
});
