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
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { roomToDelete } from '../vocabulary/daemon-census.ts';
import type { Batch } from '../vocabulary/daemon-deletions.ts';
import { fitsInto, watchDaemonDeletions } from '../vocabulary/daemon-deletions.ts';
import { couldHaveSeenDaemons, daemonSightOf } from '../vocabulary/daemon-moments.ts';
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

export const updatesStayWithinMaxUnavailable = always({
  id: 'daemonset/updates-stay-within-max-unavailable',
  title: 'An update deletes available pods only within maxUnavailable',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-001'],
  on: ['Pod'],
  monitor: (context) => {
    const deletions = watchDaemonDeletions(context);
    return {
      other: (event) => {
        deletions.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const deletion = deletions.change(moment);
        if (deletion === undefined) return 'irrelevant';
        const { act, set, batch, isAfterRestart } = deletion;
        if (allowsSurge(set) || isAfterRestart) return 'irrelevant';
        const newest = daemonSightOf(moment, context, set);
        if (mayPrune(newest, act.pod) || mayBeDown(newest, act.pod)) return 'irrelevant';
        const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) => {
          const pod = sight.view.byUid('Pod', act.pod.metadata.uid);
          if (pod === undefined) return false;
          return mayPrune(sight, pod) || mayTake(sight, pod, batch);
        });
        if (isJustified) return 'holds';
        return violationAt(moment, {
          ...describeDeletion(newest, act.pod),
          evidence: batch.deleted.map((each) => each.seq),
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
function mayTake(sight: DaemonSight, pod: Pod, batch: Batch): boolean {
  if (allowsSurge(sight.set)) return true;
  if (!isUpdateCandidate(sight, pod)) return false;
  if (mayBeDown(sight, pod)) return true;
  const room = roomToDelete(sight);
  return room === undefined || fitsInto(room, sight, batch, (each) => takesRoom(sight, each));
}

/** Does this view show it as old, available and not going? */
function takesRoom(sight: DaemonSight, pod: Pod): boolean {
  return (
    !isTerminating(pod) &&
    isUpdateCandidate(sight, pod) &&
    !mayBeDown(sight, pod) &&
    !mayPrune(sight, pod)
  );
}
