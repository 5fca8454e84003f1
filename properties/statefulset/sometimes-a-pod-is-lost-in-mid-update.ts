/** Reached when somebody else deletes a pod of a set whose pods are of two revisions. */
import { sometimes } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { actOn, deletedPod } from '../vocabulary/stateful-moments.ts';
import { revisionOf } from '../vocabulary/stateful-steps.ts';

export const sometimesAPodIsLostInMidUpdate = sometimes({
  id: 'statefulset/sometimes-a-pod-is-lost-in-mid-update',
  title: 'A pod is lost while an update is half done',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-001'],
  on: ['Pod'],
  seen: (moment) => {
    const pod = moment.event.object;
    if (pod.kind !== 'Pod' || !isDeletionDecision(moment) || deletedPod(moment)) return false;
    const act = actOn(moment, pod);
    if (act?.set === undefined || act.set.metadata.deletionTimestamp !== undefined) return false;
    const revisions = new Set<string | undefined>();
    for (const each of moment.before.owned('Pod', act.setUid)) revisions.add(revisionOf(each));
    return revisions.size > 1;
  },
});
