/** Reached when a pod at or above the partition is new while one below it is of an older
 * revision. */
import { sometimes } from '../property.ts';
import { firstToUpdate, rangeOf } from '../vocabulary/ordinals.ts';
import { createdPod, sightOf } from '../vocabulary/stateful-moments.ts';
import { memberAt, revisionOf } from '../vocabulary/stateful-steps.ts';

export const sometimesAnUpdateStopsAtItsPartition = sometimes({
  id: 'statefulset/sometimes-an-update-stops-at-its-partition',
  title: 'A partition keeps pods at an older revision',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-003'],
  on: ['Pod'],
  seen: (moment, context) => {
    const act = createdPod(moment);
    if (act?.ordinal === undefined || act.set === undefined) return false;
    const limit = firstToUpdate(act.set);
    if (act.ordinal < limit || limit <= rangeOf(act.set).first) return false;
    const below = memberAt(sightOf(moment, context, act.set), limit - 1);
    return below !== undefined && revisionOf(below) !== revisionOf(act.pod);
  },
});
