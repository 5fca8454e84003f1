/**
 * STS-UPD-006: under OnDelete nobody but a user takes an old pod down for the update. The set's
 * controller deletes a wanted pod only because it has ended; what counts as old is judged where the
 * deletion is somebody else's, so that the promise is known to have been at stake.
 */
import type { Answer, Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { describePod, violationAt } from '../vocabulary/describe.ts';
import { isWanted } from '../vocabulary/ordinals.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import { actOn, couldDelete, deletedPod, sightOf } from '../vocabulary/stateful-moments.ts';
import {
  mayReplaceEnded,
  mayScaleDown,
  revisionOf,
  updateRevisions,
} from '../vocabulary/stateful-steps.ts';

export const onDeleteLeavesPodsToTheirUser = always({
  id: 'statefulset/on-delete-leaves-pods-to-their-user',
  title: 'Under OnDelete the controller deletes no pod for an update',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-006'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const pod = moment.previous ?? moment.event.object;
      if (pod.kind !== 'Pod' || !isDeletionDecision(moment)) return 'irrelevant';
      const act = actOn(moment, pod);
      if (act?.set === undefined || act.ordinal === undefined) return 'irrelevant';
      if (act.set.spec.updateStrategy.type !== 'OnDelete') return 'irrelevant';
      if (!isWanted(act.set, act.ordinal) || isTerminal(pod)) return 'irrelevant';
      if (deletedPod(moment) !== undefined) return judgeDeletion(moment, context, act);
      const updates = updateRevisions(sightOf(moment, context, act.set));
      const isOld = updates.length > 0 && !updates.includes(revisionOf(pod) ?? '');
      return isOld ? 'holds' : 'irrelevant';
    },
  }),
});

/** An older version of the set may have had another strategy, or may not have wanted the pod. */
function judgeDeletion(moment: Moment, context: MonitorContext, act: Act): Answer {
  const isJustified = couldDelete(
    moment,
    context,
    act,
    (sight, pod) =>
      sight.set.spec.updateStrategy.type !== 'OnDelete' ||
      mayScaleDown(sight, pod) ||
      mayReplaceEnded(sight, pod),
  );
  if (isJustified) return 'holds';
  const { name } = act.pod.metadata;
  return violationAt(moment, {
    message: `${name} was deleted although its set updates on deletion only`,
    expected: `${name} stays until somebody deletes it`,
    observed: `deleted; ${describePod(name, act.pod)} at ${revisionOf(act.pod) ?? 'no revision'}`,
    evidence: act.set === undefined ? [] : [moment.before.seqOf(act.set)],
  });
}
