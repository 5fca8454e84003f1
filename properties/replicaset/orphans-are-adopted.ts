import { always } from '../property.ts';
import { adoptedAtRest } from '../vocabulary/adoption.ts';
import { isActive } from '../vocabulary/pods.ts';

/** Claims RS-OWN-001 at rest: whatever pod was without a controller, runs, and is selected by a
 * ReplicaSet belongs to one. Pods that have ended or are going are left alone. */
export const orphansAreAdopted = always({
  id: 'replicaset/orphans-are-adopted',
  title: 'At rest no active pod that a ReplicaSet selects is without a controller',
  controller: 'Deployment',
  requirements: ['RS-OWN-001'],
  on: ['Pod'],
  monitor: () => adoptedAtRest({ owner: 'ReplicaSet', kind: 'Pod', isFit: isActive }),
});
