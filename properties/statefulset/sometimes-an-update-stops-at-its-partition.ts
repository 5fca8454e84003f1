/** Reached when a pod at or above the partition comes at a newer revision than the one that the
 * set has just below it. */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { firstToUpdate, isWanted, podNameOf, rangeOf } from '../vocabulary/ordinals.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';
import { revisionOf } from '../vocabulary/stateful-steps.ts';
import type { ClusterView } from '../view.ts';

export const sometimesAnUpdateStopsAtItsPartition = sometimes({
  id: 'statefulset/sometimes-an-update-stops-at-its-partition',
  title: 'A partition keeps pods at an older revision',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-003'],
  on: ['Pod'],
  seen: (moment) => {
    const act = createdPod(moment);
    if (act?.ordinal === undefined || act.set === undefined) return false;
    const { set, setUid, ordinal } = act;
    const limit = firstToUpdate(set);
    if (!isWanted(set, ordinal) || ordinal < limit || limit <= rangeOf(set).first) return false;
    if (set.spec.updateStrategy.type !== 'RollingUpdate') return false;
    const { before } = moment;
    const below = before.get('Pod', podNameOf(set.metadata.name, limit - 1));
    if (below === undefined || controllerOf(below)?.uid !== setUid) return false;
    const [older, newer] = [below, act.pod].map((pod) => numberOf(before, setUid, pod));
    return older !== undefined && newer !== undefined && older < newer;
  },
});

/** Which of the set's revisions this pod was made from, as they are counted. */
function numberOf(view: ClusterView, setUid: string, pod: Pod): number | undefined {
  const revision = view.get('ControllerRevision', revisionOf(pod) ?? '');
  if (revision === undefined || controllerOf(revision)?.uid !== setUid) return undefined;
  return revision.revision;
}
