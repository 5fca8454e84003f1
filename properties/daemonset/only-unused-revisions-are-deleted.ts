/**
 * DS-REV-002, and the merging of DS-REV-001: the controller deletes a revision only if it is old,
 * beyond revisionHistoryLimit, the lowest that no pod carries, or if another one stands for the
 * same template, which is the present one.
 */
import type { ControllerRevision } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { historyOf } from '../vocabulary/daemon-history.ts';
import { couldHaveSeenDaemons, daemonSightOf } from '../vocabulary/daemon-moments.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';

export const onlyUnusedRevisionsAreDeleted = always({
  id: 'daemonset/only-unused-revisions-are-deleted',
  title: 'The lowest unused revision beyond the limit is deleted, and none that a pod carries',
  controller: 'DaemonSet',
  requirements: ['DS-REV-002'],
  on: ['ControllerRevision'],
  monitor: (context) => ({
    change: (moment) => {
      const object = moment.previous ?? moment.event.object;
      const owner = controllerOf(object);
      if (owner?.kind !== 'DaemonSet' || object.kind !== 'ControllerRevision') return 'irrelevant';
      if (!isDeletionBy(moment, 'daemonset-controller')) return 'irrelevant';
      const { uid: setUid } = owner;
      const isJustified = couldHaveSeenDaemons(moment, context, { setUid }, {}, (sight) =>
        mayDiscard(sight, object),
      );
      if (isJustified) return 'holds';
      const set = moment.before.byUid('DaemonSet', setUid);
      const { unused = [], surplus = 0 } =
        set === undefined ? {} : historyOf(daemonSightOf(moment, context, set));
      return violationAt(moment, {
        message: `${object.metadata.name} was deleted from the history`,
        expected: `of ${describeSome(unused.map(describe))} the lowest ${Math.max(0, surplus)}`,
        observed: `${describe(object)} deleted`,
        evidence: set === undefined ? [] : [moment.before.seqOf(set)],
      });
    },
  }),
});

function mayDiscard(sight: DaemonSight, { metadata }: ControllerRevision): boolean {
  const { current, unused, surplus } = historyOf(sight);
  if (current.some(({ metadata: { uid } }) => uid === metadata.uid)) return current.length > 1;
  // Its number is the one in this view.
  const seen = unused.find(({ metadata: { uid } }) => uid === metadata.uid);
  if (seen === undefined) return false;
  return unused.filter(({ revision }) => revision < seen.revision).length < surplus;
}

function describe({ metadata, revision }: ControllerRevision): string {
  return `${metadata.name} with number ${revision}`;
}
