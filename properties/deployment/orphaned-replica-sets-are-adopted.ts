import { always } from '../property.ts';
import { adoptedAtRest } from '../vocabulary/adoption.ts';

/** Claims DEP-OWN-001 at rest: whatever ReplicaSet was without a controller, stays, and is selected
 * by a Deployment that stays belongs to one. If several select it, any may have it. */
export const orphanedReplicaSetsAreAdopted = always({
  id: 'deployment/orphaned-replica-sets-are-adopted',
  title: 'At rest no ReplicaSet that a Deployment selects is without a controller',
  controller: 'Deployment',
  requirements: ['DEP-OWN-001'],
  on: ['ReplicaSet'],
  monitor: () =>
    adoptedAtRest({
      owner: 'Deployment',
      kind: 'ReplicaSet',
      isFit: ({ metadata }) => metadata.deletionTimestamp === undefined,
    }),
});
