/**
 * Reached when an ordered set stops wanting a pod that is there, while one that it keeps is not
 * healthy; a pod that it keeps and that is missing counts as well. Kept are the ordinals wanted
 * both before and after: those that a moved start adds are not there yet, however well all goes.
 */
import type { StatefulSet } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { isOrdered, isWanted, wantedOrdinals } from '../vocabulary/ordinals.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { sightOf } from '../vocabulary/stateful-moments.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import { condemnedPods, isHealthy, memberAt } from '../vocabulary/stateful-steps.ts';

export const sometimesAScaleDownMeetsAnUnreadyPod = sometimes({
  id: 'statefulset/sometimes-a-scale-down-meets-an-unready-pod',
  title: 'A set is scaled down while a pod that it keeps is not healthy',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-003', 'STS-ORD-005'],
  on: ['StatefulSet'],
  seen: (moment, context) => {
    const set = moment.event.object;
    const before = moment.previous as StatefulSet | undefined;
    if (set.kind !== 'StatefulSet' || before === undefined || !isOrdered(set)) return false;
    if (moment.event.change === 'DELETED' || set.metadata.deletionTimestamp) return false;
    const sight = sightOf(moment, context, set, moment.after);
    return losesPod(sight, before) && keepsUnhealthy(sight, before);
  },
});

/** Is there a pod to take away that was wanted until now? */
function losesPod(sight: Sight, before: StatefulSet): boolean {
  for (const { ordinal, pod } of condemnedPods(sight)) {
    if (isWanted(before, ordinal) && !isTerminating(pod)) return true;
  }
  return false;
}

function keepsUnhealthy(sight: Sight, before: StatefulSet): boolean {
  for (const ordinal of wantedOrdinals(sight.set)) {
    if (isWanted(before, ordinal) && !isHealthy(sight, memberAt(sight, ordinal))) return true;
  }
  return false;
}
