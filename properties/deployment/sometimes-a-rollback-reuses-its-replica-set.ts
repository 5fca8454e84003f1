import { sometimes } from '../property.ts';
import { ownerOfKind } from '../vocabulary/attribution.ts';
import { compareAge, inUse, isSameTemplate, ownedSets } from '../vocabulary/rollout.ts';

/** The Deployment returns to an older template, and the drained ReplicaSet that has it grows again
 * (DEP-RS-001, DEP-REV-002). */
export const sometimesARollbackReusesItsReplicaSet = sometimes({
  id: 'deployment/sometimes-a-rollback-reuses-its-replica-set',
  title: 'A rollback raises the drained ReplicaSet of the older template instead of making one',
  controller: 'Deployment',
  requirements: ['DEP-RS-001', 'DEP-RS-008', 'DEP-REV-002'],
  on: ['ReplicaSet'],
  seen: ({ event, previous, before }) => {
    const { object } = event;
    if (object.kind !== 'ReplicaSet' || previous?.kind !== 'ReplicaSet') return false;
    if (previous.spec.replicas > 0 || object.spec.replicas === 0) return false;
    const deployment = ownerOfKind(before, object, 'Deployment');
    if (deployment === undefined) return false;
    if (!isSameTemplate(deployment.spec.template, object.spec.template)) return false;
    return inUse(ownedSets(before, deployment)).some((set) => compareAge(object, set) < 0);
  },
});
