import { sometimes } from '../property.ts';
import { ownerOfKind } from '../vocabulary/attribution.ts';
import {
  desiredReplicasAnnotation,
  inUse,
  notedNumber,
  ownedSets,
} from '../vocabulary/rollout.ts';

/** With two or more ReplicaSets in use, one is resized to new replicas (DEP-SCALE-002). */
export const sometimesARolloutIsScaled = sometimes({
  id: 'deployment/sometimes-a-rollout-is-scaled',
  title: 'A Deployment is scaled in mid-rollout, so that its ReplicaSets share the difference',
  controller: 'Deployment',
  requirements: ['DEP-SCALE-002'],
  on: ['ReplicaSet'],
  seen: ({ event, previous, before }) => {
    if (event.object.kind !== 'ReplicaSet' || previous?.kind !== 'ReplicaSet') return false;
    if (previous.spec.replicas === 0) return false;
    if (event.object.spec.replicas === previous.spec.replicas) return false;
    const noted = notedNumber(event.object, desiredReplicasAnnotation);
    if (noted === notedNumber(previous, desiredReplicasAnnotation)) return false;
    const deployment = ownerOfKind(before, event.object, 'Deployment');
    return deployment !== undefined && inUse(ownedSets(before, deployment)).length > 1;
  },
});
