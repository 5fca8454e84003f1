/**
 * Who of a StatefulSet's pods is well, kept up to date per change, so that asking costs the same
 * for ten pods and for ten thousand. It only ever says "certainly yes" of the newest state; a no
 * means that somebody has to look for himself.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { ordinalOf, rangeOf } from './ordinals.ts';
import { isReady, isTerminating, readySinceMs } from './pods.ts';
import type { Sight } from './stateful-steps.ts';
import { memberAt, revisionOf } from './stateful-steps.ts';

/** What is known of one set. */
interface Roll {
  readonly first: number;
  readonly minReadySeconds: number;
  /** Every ordinal from `first` up to here has been met, and is well unless it is in `unwell`. */
  frontier: number;
  /** Since when it has been Ready, where that is all that was wrong; undefined: it is not. */
  readonly unwell: Map<number, number | undefined>;
  readonly revisions: Map<string, number>;
}

export interface RollCall {
  /** Feed it every change of StatefulSets and Pods, after it was asked about that moment. */
  follow(moment: Moment): void;
  /** Is every wanted ordinal below `end` certainly healthy? */
  isHealthyBelow(sight: Sight, end: number): boolean;
  /** Are all of the set's pods certainly of one revision? */
  isUniform(sight: Sight): boolean;
}

/** Nobody is known yet; a set is looked through once when it is first asked about. */
export function createRollCall(): RollCall {
  const rolls = new Map<string, Roll>();

  function rollOf(sight: Sight): Roll {
    const { uid } = sight.set.metadata;
    const known = rolls.get(uid);
    if (known !== undefined && isCurrent(known, sight.set)) return known;
    const roll = takeRoll(sight);
    rolls.set(uid, roll);
    return roll;
  }

  function followPod(pod: Pod | undefined, previous: Pod | undefined): void {
    const from = previous && controllerOf(previous);
    const to = pod && controllerOf(pod);
    const former = from && rolls.get(from.uid);
    if (previous !== undefined && from !== undefined && former !== undefined) {
      count(former, previous, -1);
      if (from.uid !== to?.uid) leave(former, ordinalOf(from.name, previous.metadata.name));
    }
    const roll = to && rolls.get(to.uid);
    if (pod === undefined || to === undefined || roll === undefined) return;
    count(roll, pod, 1);
    const ordinal = ordinalOf(to.name, pod.metadata.name);
    if (ordinal !== undefined && !meet(roll, ordinal, pod)) rolls.delete(to.uid);
  }

  return {
    follow({ event: { object, change }, previous }) {
      const isGone = change === 'DELETED';
      if (object.kind === 'Pod') {
        followPod(isGone ? undefined : object, previous as Pod | undefined);
      }
      else if (isGone) rolls.delete(object.metadata.uid);
    },
    isHealthyBelow: (sight, end) => isWellBelow(rollOf(sight), end, sight),
    isUniform: (sight) => rollOf(sight).revisions.size <= 1,
  };
}

function isCurrent({ first, minReadySeconds }: Roll, set: StatefulSet): boolean {
  return first === rangeOf(set).first && minReadySeconds === (set.spec.minReadySeconds ?? 0);
}

function takeRoll(sight: Sight): Roll {
  const { first } = rangeOf(sight.set);
  const minReadySeconds = sight.set.spec.minReadySeconds ?? 0;
  const [unwell, revisions] = [new Map(), new Map()];
  const roll: Roll = { first, minReadySeconds, frontier: first, unwell, revisions };
  for (;;) {
    const pod = memberAt(sight, roll.frontier);
    if (pod === undefined || controllerOf(pod)?.uid !== sight.set.metadata.uid) break;
    meet(roll, roll.frontier, pod);
  }
  for (const pod of sight.view.owned('Pod', sight.set.metadata.uid)) count(roll, pod, 1);
  return roll;
}

/** False where the pod leaves a hole below it that was never met. */
function meet(roll: Roll, ordinal: number, pod: Pod): boolean {
  if (ordinal > roll.frontier) return false;
  if (ordinal === roll.frontier) roll.frontier += 1;
  const isWell = pod.status.phase === 'Running' && isReady(pod) && !isTerminating(pod);
  if (!isWell) roll.unwell.set(ordinal, undefined);
  else if (roll.minReadySeconds === 0) roll.unwell.delete(ordinal);
  else roll.unwell.set(ordinal, readySinceMs(pod));
  return true;
}

function leave(roll: Roll, ordinal: number | undefined): void {
  if (ordinal === undefined || ordinal >= roll.frontier) return;
  if (ordinal === roll.frontier - 1) {
    roll.frontier -= 1;
    roll.unwell.delete(ordinal);
  } else {
    roll.unwell.set(ordinal, undefined);
  }
}

function count({ revisions }: Roll, pod: Pod, by: 1 | -1): void {
  const revision = revisionOf(pod) ?? '';
  const pods = (revisions.get(revision) ?? 0) + by;
  if (pods === 0) revisions.delete(revision);
  else revisions.set(revision, pods);
}

function isWellBelow(roll: Roll, end: number, { now }: Sight): boolean {
  if (end > roll.frontier) return false;
  for (const [ordinal, since] of roll.unwell) {
    if (ordinal >= end) continue;
    const until = since === undefined ? undefined : since + roll.minReadySeconds * 1000;
    if (until === undefined || until > now.ms + now.toleranceMs) return false;
    roll.unwell.delete(ordinal);
  }
  return true;
}
