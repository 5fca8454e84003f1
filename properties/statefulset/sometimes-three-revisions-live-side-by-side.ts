/**
 * Reached when a controller's new pod makes three revisions among the wanted pods of a set: the
 * template changed again before the last change had got to every pod.
 */
import { sometimes } from '../property.ts';
import { isWanted, ordinalOf } from '../vocabulary/ordinals.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';
import { revisionOf } from '../vocabulary/stateful-steps.ts';

export const sometimesThreeRevisionsLiveSideBySide = sometimes({
  id: 'statefulset/sometimes-three-revisions-live-side-by-side',
  title: 'An update is overtaken by the next before it has replaced every pod',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-009'],
  on: ['Pod'],
  seen: (moment) => {
    const act = createdPod(moment);
    if (act?.set === undefined) return false;
    const { set, setUid } = act;
    let known = 0;
    for (const _ of moment.before.owned('ControllerRevision', setUid)) known += 1;
    if (known < 3) return false;
    const revisions = new Set<string>();
    for (const pod of moment.after.owned('Pod', setUid)) {
      const ordinal = ordinalOf(set.metadata.name, pod.metadata.name);
      const revision = revisionOf(pod);
      if (revision === undefined || ordinal === undefined || !isWanted(set, ordinal)) continue;
      revisions.add(revision);
    }
    return revisions.size > 2;
  },
});
