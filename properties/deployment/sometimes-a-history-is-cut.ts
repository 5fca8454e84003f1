import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';

/** A Deployment with more than one old ReplicaSet deletes one of them, so that there is a choice to
 * get wrong (DEP-HIST-002). */
export const sometimesAHistoryIsCut = sometimes({
  id: 'deployment/sometimes-a-history-is-cut',
  title: 'A Deployment that has several old ReplicaSets deletes one of them',
  controller: 'Deployment',
  requirements: ['DEP-HIST-001', 'DEP-HIST-002'],
  on: ['ReplicaSet'],
  seen: (moment) => {
    if (!isDeletionBy(moment, 'deployment-controller')) return false;
    const owner = controllerOf(moment.previous ?? moment.event.object)?.uid;
    return owner !== undefined && [...moment.before.owned('ReplicaSet', owner)].length > 2;
  },
});
