/**
 * STS-REV-006: `status.currentRevision` moves only to the update revision, and only when every
 * wanted pod is updated and ready and there is no other. A current revision that no longer exists
 * starts anew at the update revision. Nobody but the controller writes either field.
 */
import type { StatefulSet } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { mayBeOf } from '../vocabulary/revisions.ts';

export const currentRevisionMovesOnCompletion = always({
  id: 'statefulset/current-revision-moves-on-completion',
  title: 'The current revision becomes the update revision only when the update is complete',
  controller: 'StatefulSet',
  requirements: ['STS-REV-006', 'STS-UPD-009'],
  on: ['StatefulSet'],
  monitor: () => ({
    change: (moment) => {
      const set = moment.event.object;
      const before = moment.previous as StatefulSet | undefined;
      if (set.kind !== 'StatefulSet' || before === undefined) return 'irrelevant';
      const former = before.status.currentRevision;
      if (!former || former === set.status.currentRevision) return 'irrelevant';
      if (isComplete(moment, set) || mayBeGone(moment, set, former)) return 'holds';
      const { status } = set;
      return violationAt(moment, {
        message:
          `${set.metadata.name} calls ${status.currentRevision} current ` +
          `before the update is complete`,
        expected: `all ${set.spec.replicas} pods updated and ready, and no other`,
        observed:
          `${status.updatedReplicas ?? 0} updated to ${status.updateRevision}, ` +
          `${status.readyReplicas ?? 0} ready, ${status.replicas} there`,
        evidence: [moment.before.seqOf(before)],
      });
    },
  }),
});

/** For the size that the controller had looked at, which the stored spec may be ahead of. */
function isComplete(moment: Moment, { metadata, status }: StatefulSet): boolean {
  const { currentRevision, updateRevision, replicas, readyReplicas = 0 } = status;
  if (currentRevision !== updateRevision) return false;
  const { updatedReplicas = 0, observedGeneration } = status;
  return moment.couldHaveSeen([{ kind: 'StatefulSet', uid: metadata.uid }], (view) => {
    const set = view.byUid('StatefulSet', metadata.uid);
    if (set === undefined || set.metadata.generation !== observedGeneration) return false;
    const wanted = set.spec.replicas;
    return [replicas, readyReplicas, updatedReplicas].every((count) => count === wanted);
  });
}

/** Did the controller see no revision of that name among its own? */
function mayBeGone(moment: Moment, { metadata }: StatefulSet, revision: string): boolean {
  const watched = [{ kind: 'ControllerRevision', ownedBy: metadata.uid } as const];
  return moment.couldHaveSeen(
    watched,
    (view) => !mayBeOf(view.get('ControllerRevision', revision), metadata.uid),
  );
}
