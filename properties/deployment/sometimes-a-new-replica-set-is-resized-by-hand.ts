import { sometimes } from '../property.ts';
import { isWriteBy, ownerOfKind } from '../vocabulary/attribution.ts';
import { newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** Somebody else than the Deployment changes the size of its new ReplicaSet, which must not last
 * (DEP-HEAL-001). */
export const sometimesANewReplicaSetIsResizedByHand = sometimes({
  id: 'deployment/sometimes-a-new-replica-set-is-resized-by-hand',
  title: 'A user changes the size of the new ReplicaSet of a Deployment that is not paused',
  controller: 'Deployment',
  requirements: ['DEP-HEAL-001'],
  on: ['ReplicaSet'],
  seen: (moment) => {
    const { object, change } = moment.event;
    const { previous, before, touched } = moment;
    if (change !== 'MODIFIED' || !touched || object.kind !== 'ReplicaSet') return false;
    if (previous?.kind !== 'ReplicaSet') return false;
    if (previous.spec.replicas === object.spec.replicas) return false;
    if (isWriteBy(moment, 'deployment-controller')) return false;
    const deployment = ownerOfKind(before, object, 'Deployment');
    if (deployment === undefined || deployment.spec.paused === true) return false;
    const newSet = newSetOf(deployment, ownedSets(before, deployment));
    return newSet?.metadata.uid === object.metadata.uid;
  },
});
