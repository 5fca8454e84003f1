import { sometimes } from '../property.ts';
import { inUse, ownedSets } from '../vocabulary/rollout.ts';

/** A Deployment is paused while several of its ReplicaSets are in use (DEP-PAUSE-001). */
export const sometimesARolloutIsPaused = sometimes({
  id: 'deployment/sometimes-a-rollout-is-paused',
  title: 'A Deployment is paused in mid-rollout',
  controller: 'Deployment',
  requirements: ['DEP-PAUSE-001'],
  on: ['Deployment'],
  seen: ({ event, previous, before }) => {
    if (event.object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return false;
    if (event.object.spec.paused !== true || previous.spec.paused === true) return false;
    return inUse(ownedSets(before, previous)).length > 1;
  },
});
