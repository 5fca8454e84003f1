/**
 * Reached when two pods of a set terminate at once, or a lower one before a higher one, because the
 * set itself was deleted: no order is promised then (STS-DEL-001).
 */
import { sometimes } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { isOrdered } from '../vocabulary/ordinals.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { actOn } from '../vocabulary/stateful-moments.ts';

export const sometimesADeletedSetLosesPodsInAnyOrder = sometimes({
  id: 'statefulset/sometimes-a-deleted-set-loses-pods-in-any-order',
  title: 'An ordered set that is deleted loses a pod while another one terminates or is above it',
  controller: 'StatefulSet',
  requirements: ['STS-DEL-001'],
  on: ['Pod'],
  seen: (moment) => {
    if (moment.touched || !isDeletionDecision(moment)) return false;
    const pod = moment.previous ?? moment.event.object;
    const act = pod.kind === 'Pod' ? actOn(moment, pod) : undefined;
    if (act?.ordinal === undefined || act.set?.metadata.deletionTimestamp === undefined) {
      return false;
    }
    const { ordinal, set, setUid } = act;
    if (!isOrdered(set)) return false;
    for (const other of moment.before.owned('Pod', setUid)) {
      if (other.metadata.uid === act.pod.metadata.uid) continue;
      const above = actOn(moment, other)?.ordinal ?? -1;
      if (isTerminating(other) || above > ordinal) return true;
    }
    return false;
  },
});
