/**
 * DS-UPD-006: with surge, an available old pod on a node that takes no new pods (but lets it stay)
 * is deleted for an update only as far as more nodes have an available pod than the set is to run
 * on: nodes are left once others have taken over.
 *
 * A batch is judged as a set, as `updates-stay-within-max-unavailable` does it.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { roomToLeave } from '../vocabulary/daemon-census.ts';
import type { Batch } from '../vocabulary/daemon-deletions.ts';
import { fitsInto, watchDaemonDeletions } from '../vocabulary/daemon-deletions.ts';
import { couldHaveSeenDaemons, daemonSightOf } from '../vocabulary/daemon-moments.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import {
  allowsSurge,
  isNew,
  isUp,
  isUpdateCandidate,
  mayBeDown,
  mayPrune,
  podsFor,
} from '../vocabulary/daemon-steps.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { shouldRun, targetOf } from '../vocabulary/eligibility.ts';
import { isTerminating } from '../vocabulary/pods.ts';

export const surgesLeaveNodesLate = always({
  id: 'daemonset/surges-leave-nodes-late',
  title: 'While surging, an available pod leaves its node only when enough others are available',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-006'],
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
        const { uid, name } = act.pod.metadata;
        if (!allowsSurge(set) || isAfterRestart) return 'irrelevant';
        const newest = daemonSightOf(moment, context, set);
        if (!isLeaving(newest, act.pod)) return 'irrelevant';
        const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) => {
          const pod = sight.view.byUid('Pod', uid);
          return pod !== undefined && mayTake(sight, pod, batch);
        });
        if (isJustified) return 'holds';
        return violationAt(moment, {
          message: `${name} was deleted before others could take over`,
          expected: 'more nodes with an available pod than the set is to run on',
          observed: `${roomToLeave(newest)} more of them before this deletion`,
          evidence: batch.deleted.map((each) => each.seq),
        });
      },
    };
  },
});

/** Alone and available on a node that lets it stay but takes no new one. */
function isLeaving(sight: DaemonSight, pod: Pod): boolean {
  const nodeName = targetOf(pod) ?? '';
  const node = sight.view.get('Node', nodeName);
  if (node === undefined || shouldRun(sight.set, node) || isTerminating(pod)) return false;
  if (mayPrune(sight, pod) || mayBeDown(sight, pod)) return false;
  return !podsFor(sight, nodeName).some((each) => isNew(sight, each) && isUp(sight, each));
}

function mayTake(sight: DaemonSight, pod: Pod, batch: Batch): boolean {
  if (mayPrune(sight, pod)) return true;
  if (!isUpdateCandidate(sight, pod)) return false;
  if (!allowsSurge(sight.set) || mayBeDown(sight, pod)) return true;
  const others = podsFor(sight, targetOf(pod) ?? '').filter((each) => each !== pod);
  if (others.some((each) => isUp(sight, each))) return true;
  if (!isLeaving(sight, pod)) return false;
  return fitsInto(roomToLeave(sight), sight, batch, (each) => isLeaving(sight, each));
}
