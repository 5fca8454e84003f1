/**
 * STS-UPD-007: where `maxUnavailable` counts, an update deletes a pod only while fewer pods than
 * that are down in the whole range, and takes the highest old ones first. A percentage is rounded
 * down, and one pod may always go. Since 1.37 old pods of a Parallel set that are down anyway go
 * whatever the budget. With a budget of one this is what STS-UPD-001 promises, too. Only updates
 * are judged: a pod that ended or is not wanted any more goes whatever the budget.
 */
import { always } from '../property.ts';
import { describePod, describeSome, violationAt } from '../vocabulary/describe.ts';
import { firstToUpdate, isWanted, podNameOf, wantedOrdinals } from '../vocabulary/ordinals.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import { couldDelete, deletedPod, sightOf } from '../vocabulary/stateful-moments.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import {
  isUp,
  mayDelete,
  memberAt,
  mostUnavailable,
  revisionOf,
} from '../vocabulary/stateful-steps.ts';

export const updatesStayWithinMaxUnavailable = always({
  id: 'statefulset/updates-stay-within-max-unavailable',
  title: 'An update takes the highest old pods, as many as maxUnavailable leaves room for',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-007', 'STS-UPD-001'],
  needs: ['MaxUnavailableStatefulSet'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedPod(moment);
      const set = act?.set;
      if (act?.ordinal === undefined || set === undefined) return 'irrelevant';
      if (!isWanted(set, act.ordinal) || isTerminal(act.pod)) return 'irrelevant';
      if (couldDelete(moment, context, act, mayDelete)) return 'holds';
      const sight = sightOf(moment, context, set);
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was deleted, and the update has no room for it`,
        expected:
          `fewer than ${mostUnavailable(set)} pods down, and no other old pod ` +
          `between ordinal ${Math.max(act.ordinal, firstToUpdate(set)) + 1} and the last`,
        observed:
          `${act.pod.metadata.name} at ${revisionOf(act.pod) ?? 'no revision'}; ` +
          `down: ${describeDown(sight)}`,
        evidence: [sight.view.seqOf(set)],
      });
    },
  }),
});

function describeDown(sight: Sight): string {
  const parts: string[] = [];
  for (const ordinal of wantedOrdinals(sight.set)) {
    const pod = memberAt(sight, ordinal);
    if (pod !== undefined && isUp(sight, pod)) continue;
    parts.push(describePod(podNameOf(sight.set.metadata.name, ordinal), pod));
  }
  return describeSome(parts);
}
