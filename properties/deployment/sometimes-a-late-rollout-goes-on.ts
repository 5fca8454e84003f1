import { sometimes } from '../property.ts';
import { reasonOf } from '../vocabulary/progress.ts';

/** What DEP-COND-004 is about: a rollout completes although its deadline had passed. It may make
 * some progress in between. */
export const sometimesALateRolloutGoesOn = sometimes({
  id: 'deployment/sometimes-a-late-rollout-goes-on',
  title: 'A rollout goes on or completes after its deadline had passed',
  controller: 'Deployment',
  requirements: ['DEP-COND-004'],
  on: ['Deployment'],
  seen: ({ event: { object }, previous }) => {
    if (object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return false;
    const reason = reasonOf(object);
    const goesOn = reason === 'ReplicaSetUpdated' || reason === 'NewReplicaSetAvailable';
    return goesOn && reasonOf(previous) === 'ProgressDeadlineExceeded';
  },
});
