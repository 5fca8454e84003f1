import { sometimes } from '../property.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import { inUse, newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** A rollout is stuck on pods that do not get ready, with old replicas left in place, for longer than
 * its progress deadline (DEP-AVAIL-003). */
export const sometimesARevisionNeverGetsReady = sometimes({
  id: 'deployment/sometimes-a-revision-never-gets-ready',
  title: 'A rollout is stuck half-way because its new pods never get ready',
  controller: 'Deployment',
  requirements: ['DEP-AVAIL-003'],
  on: ['Deployment'],
  seen: ({ event, after }) => {
    if (event.object.kind !== 'Deployment') return false;
    const progress = conditionOf(event.object, 'Progressing');
    if (progress?.reason !== 'ProgressDeadlineExceeded') return false;
    const sets = ownedSets(after, event.object);
    const newSet = newSetOf(event.object, sets);
    if (newSet === undefined || newSet.spec.replicas === 0) return false;
    return after.tally(newSet.metadata.uid).ready === 0 && inUse(sets).length > 1;
  },
});
