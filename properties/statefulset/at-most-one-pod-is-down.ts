/**
 * STS-UPD-002: while nothing goes wrong, a rolling update takes down one wanted pod at a time.
 *
 * Exact, so it is judged only where nothing else takes pods down: from a state in which the set was
 * complete, healthy and of one revision for as long as caches may lag, through changes of the
 * template alone, until a fault, a deletion by anybody else, a pod that loses readiness, or another
 * change of the set. Silent where `maxUnavailable` counts and is more than one.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { describePod, describeSome, violationAt } from '../vocabulary/describe.ts';
import { isWanted, rangeOf } from '../vocabulary/ordinals.ts';
import { isReady, isTerminating } from '../vocabulary/pods.ts';
import type { RollCall } from '../vocabulary/roll-call.ts';
import { createRollCall } from '../vocabulary/roll-call.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import { actOn, deletedPod, sightOf } from '../vocabulary/stateful-moments.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import { isHealthy, memberAt, mostUnavailable } from '../vocabulary/stateful-steps.ts';

/** A set whose only trouble can be its own update; ordinals that the update took down. */
interface Calm {
  readonly since: Millis;
  readonly down: Set<number>;
}

export const atMostOnePodIsDown = always({
  id: 'statefulset/at-most-one-pod-is-down',
  title: 'Without faults a rolling update has at most one pod down at a time',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-002'],
  needs: ['actors'],
  on: ['StatefulSet', 'Pod'],
  monitor: (context) => {
    const calm = new Map<string, Calm>();
    const rolls = createRollCall();
    let isFaulty = false;

    function onSet(moment: Moment, set: StatefulSet): void {
      const before = moment.previous as StatefulSet | undefined;
      const { uid } = set.metadata;
      const state = calm.get(uid);
      if (state === undefined) return settleDown(moment, set);
      if (before === undefined) return;
      if (before.metadata.generation === set.metadata.generation && !isLeaving(set)) return;
      const sight = sightOf(moment, context, set);
      const isWhole = stillDown(sight, state).length === 0 && rolls.isUniform(sight);
      if (isLeaving(set) || !isTemplateOnly(before, set) || !isWhole) calm.delete(uid);
    }

    function onPod(moment: Moment, pod: Pod): Answer {
      const act = actOn(moment, (moment.previous ?? pod) as Pod) ?? actOn(moment, pod);
      const set = act?.set;
      if (act === undefined || set === undefined) return 'irrelevant';
      const state = calm.get(act.setUid);
      const isOwnDeletion = deletedPod(moment) !== undefined;
      if (state !== undefined) {
        if (isOwnDeletion) return onDeletion(moment, act, set, state);
        if (isTrouble(moment, pod)) calm.delete(act.setUid);
        return 'irrelevant';
      }
      settleDown(moment, set);
      return 'irrelevant';
    }

    function settleDown(moment: Moment, set: StatefulSet): void {
      if (!isComplete(sightOf(moment, context, set, moment.after), rolls)) return;
      calm.set(set.metadata.uid, { since: moment.event.at, down: new Set() });
    }

    function onDeletion(moment: Moment, act: Act, set: StatefulSet, state: Calm): Answer {
      const isSettled = moment.event.at > state.since + context.target.stalenessMs;
      if (act.ordinal === undefined || !isWanted(set, act.ordinal) || !isSettled) {
        calm.delete(act.setUid);
        return 'irrelevant';
      }
      const sight = sightOf(moment, context, set);
      const others = stillDown(sight, state).filter((ordinal) => ordinal !== act.ordinal);
      state.down.add(act.ordinal);
      if (others.length === 0) return 'holds';
      const looks = others.map((ordinal) =>
        describePod(`${act.setName}-${ordinal}`, memberAt(sight, ordinal)),
      );
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was taken down while another pod was still down`,
        expected: 'every other pod of the set available',
        observed: describeSome(looks),
        evidence: others.map((ordinal) => seqOfMember(sight, ordinal)),
      });
    }

    return {
      other: (event) => {
        if (event.event === 'fault') isFaulty = true;
        return 'irrelevant';
      },
      change: (moment) => {
        if (isFaulty) return 'irrelevant';
        const { object } = moment.event;
        rolls.follow(moment);
        if (object.kind === 'StatefulSet') onSet(moment, object);
        return object.kind === 'Pod' ? onPod(moment, object) : 'irrelevant';
      },
    };
  },
});

/** A pod that goes, loses readiness, changes hands or is somebody's target, not by the update. */
function isTrouble({ event, previous, touched }: Moment, pod: Pod): boolean {
  if (touched || previous === undefined) return touched;
  const before = previous as Pod;
  // The end of a pod that the controller had deleted is no news.
  if (isTerminating(before)) return false;
  const isLosing = isReady(before) && !isReady(pod);
  const isMoving = controllerOf(before)?.uid !== controllerOf(pod)?.uid;
  return event.change === 'DELETED' || isTerminating(pod) || isLosing || isMoving;
}

/** Complete, healthy, nothing more and of one revision, in a set whose pods go one by one. */
function isComplete(sight: Sight, rolls: RollCall): boolean {
  const { replicas } = sight.set.spec;
  if (sight.isBudgeted && mostUnavailable(sight.set) > 1) return false;
  const tally = sight.view.tally(sight.set.metadata.uid);
  if (replicas === 0 || tally.all !== replicas || tally.ready !== replicas) return false;
  if (isLeaving(sight.set)) return false;
  return rolls.isHealthyBelow(sight, rangeOf(sight.set).last + 1) && rolls.isUniform(sight);
}

function stillDown(sight: Sight, { down }: Calm): readonly number[] {
  for (const ordinal of down) {
    if (isHealthy(sight, memberAt(sight, ordinal))) down.delete(ordinal);
  }
  return [...down];
}

function isTemplateOnly(before: StatefulSet, after: StatefulSet): boolean {
  const { template: _, ...old } = before.spec;
  const { template: __, ...fresh } = after.spec;
  return JSON.stringify(old) === JSON.stringify(fresh);
}

function isLeaving(set: StatefulSet): boolean {
  return set.metadata.deletionTimestamp !== undefined;
}

function seqOfMember(sight: Sight, ordinal: number): number {
  const pod = memberAt(sight, ordinal);
  return pod === undefined ? -1 : sight.view.seqOf(pod);
}
