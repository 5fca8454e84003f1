/**
 * How many pods a StatefulSet's status may speak of: those that it owns, and orphans that it adopts
 * before it counts. Kept per change, for every state of the pods inside the staleness window, so
 * that a status costs the same for ten pods and for ten thousand.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { ordinalOf } from './ordinals.ts';
import { isReady, isTerminating } from './pods.ts';

/** Pods by how certain it is that they count. Terminating, failed and condemned ones are in. */
export interface Census {
  readonly owned: number;
  readonly ownedReady: number;
  readonly adoptable: number;
  readonly adoptableReady: number;
}

export interface StatefulCensus {
  /** Feed it every change of StatefulSets and Pods. */
  follow(moment: Moment): void;
  /** What there was to count in each state of the pods that may have been seen at this time. */
  seenBy(setUid: string, at: Millis): readonly Census[];
}

interface Roll {
  readonly set: StatefulSet;
  census: Census;
  /** With the time from which on each held, oldest first. */
  former: { readonly at: Millis; readonly census: Census }[];
}

const nobody: Census = { owned: 0, ownedReady: 0, adoptable: 0, adoptableReady: 0 };

/** Starts without sets. */
export function createStatefulCensus({ target }: MonitorContext): StatefulCensus {
  const byUid = new Map<string, Roll>();
  const byName = new Map<string, Roll>();

  function begin(set: StatefulSet, { before }: Moment, at: Millis): void {
    const roll: Roll = { set, census: nobody, former: [] };
    byUid.set(set.metadata.uid, roll);
    byName.set(set.metadata.name, roll);
    for (const pod of before.list('Pod')) roll.census = changed(roll, pod, 1);
    roll.former.push({ at, census: roll.census });
  }

  function end({ metadata }: StatefulSet): void {
    byUid.delete(metadata.uid);
    if (byName.get(metadata.name)?.set.metadata.uid === metadata.uid) byName.delete(metadata.name);
  }

  function rollFor(pod: Pod): Roll | undefined {
    const owner = controllerOf(pod);
    if (owner !== undefined) return byUid.get(owner.uid);
    return byName.get(pod.metadata.name.replace(/-[0-9]+$/, ''));
  }

  function count(pod: Pod, by: 1 | -1, at: Millis): void {
    const roll = rollFor(pod);
    if (roll === undefined) return;
    const census = changed(roll, pod, by);
    if (census === roll.census) return;
    roll.census = census;
    roll.former.push({ at, census });
    const horizon = at - target.stalenessMs;
    const kept = roll.former.findIndex((_, index) => {
      const next = roll.former[index + 1];
      return next === undefined || next.at >= horizon;
    });
    if (kept > 0) roll.former.splice(0, kept);
  }

  return {
    follow(moment) {
      const { object, change, at } = moment.event;
      if (object.kind === 'StatefulSet') {
        if (change === 'DELETED') end(object);
        else if (!byUid.has(object.metadata.uid)) begin(object, moment, at);
      } else if (object.kind === 'Pod') {
        if (moment.previous?.kind === 'Pod') count(moment.previous, -1, at);
        if (change !== 'DELETED') count(object, 1, at);
      }
    },
    seenBy(setUid, at) {
      const former = byUid.get(setUid)?.former ?? [];
      const horizon = at - target.stalenessMs;
      return former
        .filter((_, index) => (former[index + 1]?.at ?? at) >= horizon)
        .map(({ census }) => census);
    },
  };
}

function changed({ set, census }: Roll, pod: Pod, by: 1 | -1): Census {
  const { name, labels } = pod.metadata;
  const owner = controllerOf(pod);
  const isMember =
    ordinalOf(set.metadata.name, name) !== undefined &&
    selectorMatches(set.spec.selector, labels);
  if (!isMember) return census;
  const ready = isReadyNow(pod) ? by : 0;
  if (owner?.uid === set.metadata.uid) {
    return { ...census, owned: census.owned + by, ownedReady: census.ownedReady + ready };
  }
  if (owner !== undefined || isTerminating(pod)) return census;
  return {
    ...census,
    adoptable: census.adoptable + by,
    adoptableReady: census.adoptableReady + ready,
  };
}

/** Running and Ready, terminating or not. */
function isReadyNow(pod: Pod): boolean {
  return pod.status.phase === 'Running' && isReady(pod);
}
