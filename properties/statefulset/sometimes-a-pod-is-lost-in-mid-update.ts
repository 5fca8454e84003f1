/**
 * Reached when somebody else deletes a wanted pod of a set in the middle of a rolling update: among
 * the wanted pods that the update may reach there are several revisions.
 */
import type { Moment } from '../property.ts';
import { sometimes } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { firstToUpdate, isWanted, ordinalOf } from '../vocabulary/ordinals.ts';
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
    const { set, setUid, ordinal } = act;
    if (set.spec.updateStrategy.type !== 'RollingUpdate') return false;
    if (ordinal === undefined || !isWanted(set, ordinal)) return false;
    if (hasOneRevision(moment, setUid)) return false;
    const revisions = new Set<string>();
    for (const each of moment.before.owned('Pod', setUid)) {
      const revision = revisionOf(each);
      const own = ordinalOf(set.metadata.name, each.metadata.name);
      if (revision === undefined || own === undefined) continue;
      if (isWanted(set, own) && own >= firstToUpdate(set)) revisions.add(revision);
    }
    return revisions.size > 1;
  },
});

/** Where there is one ControllerRevision at most there is no need to look at every pod. */
function hasOneRevision({ before }: Moment, setUid: string): boolean {
  let count = 0;
  for (const _ of before.owned('ControllerRevision', setUid)) count += 1;
  return count < 2;
}
