import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';

/** So that RS-OWN-002 is put to the test: a ReplicaSet that has all its pods takes over another. */
export const sometimesAnAdoptionIsOneTooMany = sometimes({
  id: 'replicaset/sometimes-an-adoption-is-one-too-many',
  title: 'Sometimes a ReplicaSet takes over a pod and has more than it declares',
  controller: 'Deployment',
  requirements: ['RS-OWN-002'],
  on: ['Pod'],
  seen: ({ event, previous, after }) => {
    const owner = controllerOf(event.object);
    if (event.change !== 'MODIFIED' || owner?.kind !== 'ReplicaSet') return false;
    if (previous === undefined || controllerOf(previous) !== undefined) return false;
    const set = after.byUid('ReplicaSet', owner.uid);
    return set !== undefined && after.tally(owner.uid).active > set.spec.replicas;
  },
});
