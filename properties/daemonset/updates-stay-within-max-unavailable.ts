/**
 * DS-UPD-001: without surge, one sync deletes old *available* pods only as far as maxUnavailable
 * (rounded up) leaves room beside the nodes that are unavailable already. Old pods that are not
 * available may go without limit.
 *
 * A batch is judged as a set: in a view, whatever the controller deleted that the view does not
 * show yet must fit into the room that the view leaves. Some of it may be of an earlier batch:
 * before the next one the controller only counts as many signs of deletion as it awaits, and a pod
 * that was deleted before that gives another sign when it goes. A restart forgets what is awaited.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { roomToDelete } from '../vocabulary/daemon-census.ts';
import {
  couldHaveSeenDaemons,
  daemonSightOf,
  deletedDaemon,
} from '../vocabulary/daemon-moments.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import {
  allowsSurge,
  desiredNodes,
  hashOf,
  isUpdateCandidate,
  maxUnavailableOf,
  mayBeDown,
  mayPrune,
} from '../vocabulary/daemon-steps.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import type { Recent } from '../vocabulary/recent.ts';
import { createRecent } from '../vocabulary/recent.ts';
import { createRestarts } from '../vocabulary/restarts.ts';

export const updatesStayWithinMaxUnavailable = always({
  id: 'daemonset/updates-stay-within-max-unavailable',
  title: 'An update deletes available pods only within maxUnavailable',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-001'],
  on: ['Pod'],
  monitor: (context) => {
    const deleted = createRecent(context);
    const gone = createRecent(context);
    const restarts = createRestarts(context, () => undefined);
    return {
      other: (event) => {
        restarts.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const { object, change, at } = moment.event;
        if (object.kind === 'Pod' && change === 'DELETED' && isTerminating(object)) {
          gone.add(controllerOf(object)?.uid ?? '', object.metadata.uid, moment.event);
        }
        const act = deletedDaemon(moment);
        const set = act?.set;
        if (act === undefined || set === undefined) return 'irrelevant';
        const { uid } = act.pod.metadata;
        const batch = deleted.add(act.setUid, uid, moment.event);
        if (allowsSurge(set) || restarts.isRecent(at)) return 'irrelevant';
        const newest = daemonSightOf(moment, context, set);
        if (mayPrune(newest, act.pod) || mayBeDown(newest, act.pod)) return 'irrelevant';
        const signs = gone.of(act.setUid, at);
        const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) => {
          const pod = sight.view.byUid('Pod', uid);
          if (pod === undefined) return false;
          return mayPrune(sight, pod) || mayTake(sight, pod, batch, signs);
        });
        if (isJustified) return 'holds';
        return violationAt(moment, {
          ...describeDeletion(newest, act.pod),
          evidence: batch.map((each) => each.seq),
        });
      },
    };
  },
});

/** What is wrong with the deletion of a pod that no view justifies: no update has any business with
 * it, or there was no room. */
function describeDeletion(sight: DaemonSight, pod: Pod) {
  const { set } = sight;
  const { name } = pod.metadata;
  if (!isUpdateCandidate(sight, pod)) {
    const { type } = set.spec.updateStrategy;
    return {
      message: `${name} was deleted although no update may take it, and it is available`,
      expected: 'only pods of another template than the present one, and none under OnDelete',
      observed: `${type}; ${name} at ${hashOf(pod) ?? 'no hash'}`,
    };
  }
  const desired = desiredNodes(sight).length;
  const max = maxUnavailableOf(set, desired);
  const room = roomToDelete(sight);
  return {
    message: `${name} was deleted for an update although it is available`,
    expected: `at most ${max} of ${desired} nodes unavailable`,
    observed:
      room === undefined
        ? 'no revision of the template'
        : `${max - room} unavailable before this deletion`,
  };
}

/** An old pod, and either not available or within what this view leaves room for. */
function mayTake(
  sight: DaemonSight,
  pod: Pod,
  batch: readonly Recent[],
  signs: readonly Recent[],
): boolean {
  if (allowsSurge(sight.set)) return true;
  if (!isUpdateCandidate(sight, pod)) return false;
  if (mayBeDown(sight, pod)) return true;
  const room = roomToDelete(sight);
  if (room === undefined) return true;
  const { view } = sight;
  const seen = signs.filter(({ uid }) => view.byUid('Pod', uid) === undefined).length;
  return room > 0 && countUnseen(sight, batch) - seen <= room;
}

/** Pods of the batch that this view shows as old, available and not going. */
function countUnseen(sight: DaemonSight, batch: readonly Recent[]): number {
  const pods = batch.flatMap(({ uid }) => sight.view.byUid('Pod', uid) ?? []);
  return pods.filter(
    (pod) =>
      !isTerminating(pod) &&
      isUpdateCandidate(sight, pod) &&
      !mayBeDown(sight, pod) &&
      !mayPrune(sight, pod),
  ).length;
}
