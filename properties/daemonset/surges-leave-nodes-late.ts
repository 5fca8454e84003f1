/**
 * DS-UPD-006: with surge, an available old pod on a node that takes no new pods (but lets it stay)
 * is deleted for an update only as far as more nodes have an available pod than the set is to run
 * on: nodes are left once others have taken over.
 *
 * A batch is judged as a set, as `updates-stay-within-max-unavailable` does it.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { roomToLeave } from '../vocabulary/daemon-census.ts';
import {
  couldHaveSeenDaemons,
  daemonSightOf,
  deletedDaemon,
} from '../vocabulary/daemon-moments.ts';
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
import type { Recent } from '../vocabulary/recent.ts';
import { createRecent } from '../vocabulary/recent.ts';
import { createRestarts } from '../vocabulary/restarts.ts';

export const surgesLeaveNodesLate = always({
  id: 'daemonset/surges-leave-nodes-late',
  title: 'While surging, an available pod leaves its node only when enough others are available',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-006'],
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
        if (act?.set === undefined) return 'irrelevant';
        const { uid, name } = act.pod.metadata;
        const batch = deleted.add(act.setUid, uid, moment.event);
        if (!allowsSurge(act.set) || restarts.isRecent(at)) return 'irrelevant';
        const newest = daemonSightOf(moment, context, act.set);
        if (!isLeaving(newest, act.pod)) return 'irrelevant';
        const signs = gone.of(act.setUid, at);
        const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) => {
          const pod = sight.view.byUid('Pod', uid);
          return pod !== undefined && mayTake(sight, pod, batch, signs);
        });
        if (isJustified) return 'holds';
        return violationAt(moment, {
          message: `${name} was deleted before others could take over`,
          expected: 'more nodes with an available pod than the set is to run on',
          observed: `${roomToLeave(newest)} more of them before this deletion`,
          evidence: batch.map((each) => each.seq),
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

function mayTake(
  sight: DaemonSight,
  pod: Pod,
  batch: readonly Recent[],
  signs: readonly Recent[],
): boolean {
  if (mayPrune(sight, pod)) return true;
  if (!isUpdateCandidate(sight, pod)) return false;
  if (!allowsSurge(sight.set) || mayBeDown(sight, pod)) return true;
  const others = podsFor(sight, targetOf(pod) ?? '').filter((each) => each !== pod);
  if (others.some((each) => isUp(sight, each))) return true;
  if (!isLeaving(sight, pod)) return false;
  const room = roomToLeave(sight);
  const { view } = sight;
  const seen = signs.filter(({ uid }) => view.byUid('Pod', uid) === undefined).length;
  const pods = batch.flatMap(({ uid }) => view.byUid('Pod', uid) ?? []);
  const unseen = pods.filter((each) => isLeaving(sight, each)).length;
  return room > 0 && unseen - seen <= room;
}
