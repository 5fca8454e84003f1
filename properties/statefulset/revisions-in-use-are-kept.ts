/**
 * STS-REV-004: the controller removes a revision only when nothing uses it any more, only beyond
 * the history limit, and the oldest first: a partitioned set and a rollback can rely on the rest.
 * A request that failed may void it: because caches lag (`mayForget`), or because the API server
 * was away.
 */
import type { ControllerRevision, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Answer, Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionBy } from '../vocabulary/attribution.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { createDisturbances } from '../vocabulary/disturbances.ts';
import { historyLimitOf, mayForget, unusedRevisions } from '../vocabulary/set-history.ts';
import { sightOf } from '../vocabulary/stateful-moments.ts';
import type { Watched } from '../view.ts';

export const revisionsInUseAreKept = always({
  id: 'statefulset/revisions-in-use-are-kept',
  title: 'Only the oldest unused revisions are removed, and only beyond the history limit',
  controller: 'StatefulSet',
  requirements: ['STS-REV-004'],
  on: ['ControllerRevision'],
  monitor: (context) => {
    const outages = createDisturbances(context, ({ fault }) => fault === 'ApiUnavailable');
    return {
      other(event) {
        outages.other(event);
        return 'irrelevant';
      },
      change(moment) {
        const revision = moment.previous ?? moment.event.object;
        if (revision.kind !== 'ControllerRevision') return 'irrelevant';
        if (!isDeletionBy(moment, 'statefulset-controller')) return 'irrelevant';
        const uid = controllerOf(revision)?.uid;
        const set = uid === undefined ? undefined : moment.before.byUid('StatefulSet', uid);
        if (set === undefined || !outages.areOver(moment.event.at)) return 'irrelevant';
        return judgeRemoval(moment, context, set, revision);
      },
    };
  },
});

function judgeRemoval(
  moment: Moment,
  context: MonitorContext,
  set: StatefulSet,
  { metadata, revision: number }: ControllerRevision,
): Answer {
  const { uid } = set.metadata;
  const watched: readonly Watched[] = [
    { kind: 'StatefulSet', uid },
    { kind: 'ControllerRevision' },
    { kind: 'Pod', ownedBy: uid },
  ];
  const isJustified = moment.couldHaveSeen(watched, (view) => {
    const seen = view.byUid('ControllerRevision', metadata.uid);
    const owner = view.byUid('StatefulSet', uid);
    if (seen === undefined || owner === undefined) return false;
    return mayForget(sightOf(moment, context, owner, view), seen);
  });
  if (isJustified) return 'holds';
  const unused = unusedRevisions(sightOf(moment, context, set)).map(
    (each) => `${each.metadata.name} as ${each.revision}`,
  );
  return violationAt(moment, {
    message: `${metadata.name} was removed from the history of ${set.metadata.name}`,
    expected: `the oldest unused ones removed, and ${historyLimitOf(set)} kept`,
    observed: `${metadata.name} as ${number}; unused: ${describeSome(unused)}`,
    evidence: [moment.before.seqOf(set)],
  });
}
