/**
 * STS-ORD-004: whatever higher pod an ordered set's controller has deleted is gone before it
 * deletes a condemned one, so condemned pods go one by one, the highest first.
 *
 * Exact, with no allowance for stale caches: the controller deleted that pod, so it has seen it,
 * and as long as its process lives its view never goes back to before. Deletions by others and
 * restarts void what is remembered. A *lower* pod may still be terminating (its deletion for an
 * update may have crossed a change of the set), and a pod that has ended may be replaced at any
 * time.
 */
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { describePod, describeSome, violationAt } from '../vocabulary/describe.ts';
import { isOrdered, isWanted } from '../vocabulary/ordinals.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import { createRestarts } from '../vocabulary/restarts.ts';
import { deletedPod } from '../vocabulary/stateful-moments.ts';

/** A pod that the controller deleted and that may still be there. */
interface Leaving {
  readonly uid: string;
  readonly name: string;
  readonly ordinal: number;
  readonly seq: number;
}

export const scaleDownTakesOnePodAtATime = always({
  id: 'statefulset/scale-down-takes-one-pod-at-a-time',
  title: 'A condemned pod is deleted only after every higher one is gone',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-004'],
  on: ['Pod'],
  monitor: (context) => {
    const leavingOf = new Map<string, readonly Leaving[]>();
    const restarts = createRestarts(context, () => leavingOf.clear());
    return {
      other: (event) => {
        restarts.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const act = deletedPod(moment);
        if (act?.ordinal === undefined || restarts.isRecent(moment.event.at)) return 'irrelevant';
        const { ordinal, set, setUid, pod } = act;
        const { uid, name } = pod.metadata;
        const leaving = (leavingOf.get(setUid) ?? []).filter((other) => {
          const there = moment.before.byUid('Pod', other.uid);
          return there !== undefined && controllerOf(there)?.uid === setUid;
        });
        leavingOf.set(setUid, [...leaving, { uid, name, ordinal, seq: moment.event.seq }]);
        if (set === undefined || !isOrdered(set)) return 'irrelevant';
        if (isWanted(set, ordinal) || isTerminal(pod)) return 'irrelevant';
        const higher = leaving.filter((other) => other.ordinal > ordinal);
        if (higher.length === 0) return 'holds';
        return violationAt(moment, {
          message: `${name} was deleted while a higher pod was still going`,
          expected: 'every higher pod that was deleted is gone',
          observed: describeSome(
            higher.map((other) => describePod(other.name, moment.before.byUid('Pod', other.uid))),
          ),
          evidence: higher.map((other) => other.seq),
        });
      },
    };
  },
});
