/**
 * STS-UPD-004, STS-UPD-005: a new pod below the partition is of the current revision, one at or
 * above it of the update revision. Without `rollingUpdate` the current replicas of the status stand
 * in for the partition; under OnDelete every new pod is of the update revision
 * (STS-UPD-006).
 */
import type { Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { firstToUpdate, rangeOf } from '../vocabulary/ordinals.ts';
import { mayBeOf } from '../vocabulary/revisions.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import { couldHaveSeen, createdPod, sightOf } from '../vocabulary/stateful-moments.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import { revisionOf, updateRevisions } from '../vocabulary/stateful-steps.ts';

export const newPodsTakeTheRightRevision = always({
  id: 'statefulset/new-pods-take-the-right-revision',
  title: 'A new pod is of the current revision below the partition, of the update revision above',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-004', 'STS-UPD-005', 'STS-UPD-006'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = createdPod(moment);
      if (act?.ordinal === undefined || act.set === undefined) return 'irrelevant';
      const revision = revisionOf(act.pod) ?? '';
      if (isExpected(moment, context, act, act.ordinal, revision)) return 'holds';
      const sight = sightOf(moment, context, act.set);
      return violationAt(moment, {
        message: `${act.pod.metadata.name} is of another revision than its place asks for`,
        expected: expectedRevisions(sight, act.ordinal).join(' or '),
        observed: revision,
        evidence: [sight.view.seqOf(act.set)],
      });
    },
  }),
});

function isExpected(
  moment: Moment,
  context: MonitorContext,
  act: Act,
  ordinal: number,
  revision: string,
): boolean {
  return couldHaveSeen(moment, context, act, (sight) => {
    const expected = expectedRevisions(sight, ordinal);
    return expected.length === 0 || expected.includes(revision);
  });
}

/** The current revision, as long as it exists, where the pod is below the front; else the update
 * revision, which may have several names. None: nobody can tell. */
function expectedRevisions(sight: Sight, ordinal: number): readonly string[] {
  const { currentRevision } = sight.set.status;
  const updates = updateRevisions(sight);
  if (!isBelowFront(sight, ordinal) || !currentRevision) return updates;
  const current = sight.view.get('ControllerRevision', currentRevision);
  if (mayBeOf(current, sight.set.metadata.uid)) return [currentRevision];
  return updates.length === 0 ? [] : [currentRevision, ...updates];
}

function isBelowFront({ set }: Sight, ordinal: number): boolean {
  const { type, rollingUpdate } = set.spec.updateStrategy;
  if (rollingUpdate !== undefined) return ordinal < firstToUpdate(set);
  const updated = rangeOf(set).first + (set.status.currentReplicas ?? 0);
  return type === 'RollingUpdate' && ordinal < updated;
}
