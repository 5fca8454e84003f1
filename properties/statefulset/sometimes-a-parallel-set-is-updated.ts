/**
 * Reached when the update of a Parallel set takes a pod down while another old one is left: if it
 * were to take them all, this is where it would.
 */
import { sometimes } from '../property.ts';
import { firstToUpdate, isOrdered, isWanted, wantedOrdinals } from '../vocabulary/ordinals.ts';
import { isTerminal, isTerminating } from '../vocabulary/pods.ts';
import { deletedPod, sightOf } from '../vocabulary/stateful-moments.ts';
import { memberAt, revisionOf, updateRevisions } from '../vocabulary/stateful-steps.ts';

export const sometimesAParallelSetIsUpdated = sometimes({
  id: 'statefulset/sometimes-a-parallel-set-is-updated',
  title: 'A rolling update of a Parallel set deletes one of several old pods',
  controller: 'StatefulSet',
  requirements: ['STS-PAR-002'],
  on: ['Pod'],
  seen: (moment, context) => {
    const act = deletedPod(moment);
    const set = act?.set;
    if (act?.ordinal === undefined || set === undefined || isOrdered(set)) return false;
    if (set.spec.updateStrategy.type !== 'RollingUpdate') return false;
    if (!isWanted(set, act.ordinal) || isTerminal(act.pod)) return false;
    const sight = sightOf(moment, context, set);
    const updates = updateRevisions(sight);
    if (updates.length === 0 || updates.includes(revisionOf(act.pod) ?? '')) return false;
    for (const ordinal of wantedOrdinals(set)) {
      const other = memberAt(sight, ordinal);
      if (other === undefined || ordinal === act.ordinal || isTerminating(other)) continue;
      if (ordinal < firstToUpdate(set)) continue;
      if (!updates.includes(revisionOf(other) ?? '')) return true;
    }
    return false;
  },
});
