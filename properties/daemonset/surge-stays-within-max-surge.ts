/**
 * DS-UPD-004: a new pod is created beside an old available one only while fewer nodes than maxSurge
 * (rounded up) have a new pod that is not available yet. Beside an old pod that is not available a
 * new one costs nothing, nor does it in the count of its batch: what a view lacks of the batch is
 * counted where that same view shows an available pod on its node.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { roomToSurge } from '../vocabulary/daemon-census.ts';
import {
  couldHaveSeenDaemons,
  createdDaemon,
  daemonSightOf,
} from '../vocabulary/daemon-moments.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import {
  desiredNodes,
  isNew,
  maxSurgeOf,
  mayBeDown,
  podsFor,
  updateHashes,
} from '../vocabulary/daemon-steps.ts';
import { targetOf } from '../vocabulary/eligibility.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { createRecent } from '../vocabulary/recent.ts';

export const surgeStaysWithinMaxSurge = always({
  id: 'daemonset/surge-stays-within-max-surge',
  title: 'An update starts new pods beside available old ones only within maxSurge',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-004'],
  on: ['Pod'],
  monitor: (context) => {
    const created = createRecent(context);
    return {
      change: (moment) => {
        const act = createdDaemon(moment);
        const { nodeName, set } = act ?? {};
        if (act === undefined || nodeName === undefined || set === undefined) return 'irrelevant';
        const newest = daemonSightOf(moment, context, set);
        if (!hasUpPod(newest, nodeName)) return 'irrelevant';
        const recent = created.add(act.setUid, act.pod.metadata.uid, moment.event);
        const batch = recent.flatMap(({ uid }) => moment.after.byUid('Pod', uid) ?? []);
        const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) => {
          // What it made the pod from tells which template it saw.
          if (updateHashes(sight) !== undefined && !isNew(sight, act.pod)) return false;
          if (!hasUpPod(sight, nodeName)) return true;
          const room = roomToSurge(sight);
          return room === undefined || countUnseen(sight, batch) <= room;
        });
        if (isJustified) return 'holds';
        const desired = desiredNodes(newest).length;
        return violationAt(moment, {
          message: `${act.pod.metadata.name} was created beside an available pod beyond maxSurge`,
          expected: `at most ${maxSurgeOf(set, desired)} of ${desired} nodes surging`,
          observed: `room for ${roomToSurge(newest) ?? 'none'} before it`,
          evidence: batch.map((pod) => moment.after.seqOf(pod)),
        });
      },
    };
  },
});

/** Does an available pod that is not going stand there? */
function hasUpPod(sight: DaemonSight, nodeName: string): boolean {
  return podsFor(sight, nodeName).some((pod) => !isTerminating(pod) && !mayBeDown(sight, pod));
}

/** Pods of the batch that this view lacks and that use up its room. */
function countUnseen(sight: DaemonSight, batch: readonly Pod[]): number {
  return batch.filter(
    (pod) =>
      sight.view.byUid('Pod', pod.metadata.uid) === undefined &&
      hasUpPod(sight, targetOf(pod) ?? ''),
  ).length;
}
