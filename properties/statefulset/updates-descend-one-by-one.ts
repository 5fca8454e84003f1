/**
 * STS-UPD-001: a rolling update deletes a pod only at or above the partition, only when it is of
 * another revision, and only when everything above it is updated, available and not terminating. An
 * ordered set must be complete and healthy besides; a Parallel one goes one by one all the same,
 * whatever the health of what is below (STS-PAR-002). Says nothing where several pods may go at
 * once.
 */
import { always } from '../property.ts';
import { describePod, describeSome, violationAt } from '../vocabulary/describe.ts';
import { firstToUpdate, isWanted, rangeOf } from '../vocabulary/ordinals.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import {
  couldDelete,
  deletedPod,
  describeUnhealthy,
  sightOf,
} from '../vocabulary/stateful-moments.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import { mayDelete, memberAt, revisionOf, updateRevisions } from '../vocabulary/stateful-steps.ts';

export const updatesDescendOneByOne = always({
  id: 'statefulset/updates-descend-one-by-one',
  title: 'A rolling update replaces old pods from the highest ordinal down, one after the other',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-001', 'STS-PAR-002'],
  needs: ['!MaxUnavailableStatefulSet'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedPod(moment);
      const set = act?.set;
      if (act?.ordinal === undefined || set === undefined) return 'irrelevant';
      if (!isWanted(set, act.ordinal) || isTerminal(act.pod)) return 'irrelevant';
      // An older version of the set may not have wanted the pod.
      if (couldDelete(moment, context, act, mayDelete)) return 'holds';
      const sight = sightOf(moment, context, set);
      const revisions = describeSome(updateRevisions(sight));
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was deleted, and no update calls for it`,
        expected:
          `an old pod at or above ordinal ${firstToUpdate(set)}, ` +
          `with every higher one available at ${revisions}`,
        observed:
          `${act.pod.metadata.name} at ${revisionOf(act.pod) ?? 'no revision'}; ` +
          `above it: ${describeAbove(sight, act.ordinal)}; unhealthy: ${describeUnhealthy(sight)}`,
        evidence: evidenceAbove(sight, act.ordinal),
      });
    },
  }),
});

function describeAbove(sight: Sight, ordinal: number): string {
  const parts: string[] = [];
  for (let above = ordinal + 1; above <= rangeOf(sight.set).last; above += 1) {
    const pod = memberAt(sight, above);
    const looks = describePod(`${sight.set.metadata.name}-${above}`, pod);
    parts.push(pod === undefined ? looks : `${looks} at ${revisionOf(pod) ?? 'no revision'}`);
  }
  return describeSome(parts);
}

function evidenceAbove(sight: Sight, ordinal: number): readonly number[] {
  const above = memberAt(sight, ordinal + 1);
  const seqs = above === undefined ? [] : [sight.view.seqOf(above)];
  return [...seqs, sight.view.seqOf(sight.set)];
}
