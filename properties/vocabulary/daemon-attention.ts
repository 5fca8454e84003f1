/**
 * When a DaemonSet's controller had a reason to count the nodes again. Pods and the set itself
 * always give one. That a node is gone, or has changed its being a place for a pod, does not
 * necessarily.
 */
import type { DaemonSet, Node, Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { shouldRun } from './eligibility.ts';

/** Follows the changes of nodes, pods and sets. */
export interface Attention {
  readonly change: (moment: Moment) => void;
  /** Which nodes have changed for this set since it was surely counted again: none, some that are
   * still there, or some that are gone. */
  readonly missed: (setUid: string) => 'nothing' | 'changes' | 'removals';
}

/** Starts with nothing seen. */
export function createAttention({ target }: MonitorContext): Attention {
  const asked = new Map<string, Millis>();
  const changed = new Map<string, Millis>();
  const removed = new Map<string, Millis>();
  const isMissed = (since: Millis | undefined, setUid: string) =>
    since !== undefined && (asked.get(setUid) ?? 0) <= since + target.stalenessMs;
  return {
    change(moment) {
      const { object, at, change } = moment.event;
      if (object.kind === 'DaemonSet') asked.set(object.metadata.uid, at);
      if (object.kind === 'Pod') asked.set(ownerUidOf(object, moment), at);
      if (object.kind !== 'Node') return;
      const times = change === 'DELETED' ? removed : changed;
      for (const uid of setsThatMind(moment, object)) times.set(uid, at);
    },
    missed(setUid) {
      if (isMissed(removed.get(setUid), setUid)) return 'removals';
      return isMissed(changed.get(setUid), setUid) ? 'changes' : 'nothing';
    },
  };
}

function ownerUidOf(pod: Pod, { previous }: Moment): string {
  return (controllerOf(pod) ?? (previous && controllerOf(previous)))?.uid ?? '';
}

/** The sets for which this node went, or changed its being a place for a pod. */
function setsThatMind({ event, previous, after }: Moment, node: Node): readonly string[] {
  if (event.change === 'ADDED') return [];
  const before = previous as Node | undefined;
  const minds = (set: DaemonSet) =>
    event.change === 'DELETED' ||
    before === undefined ||
    shouldRun(set, before) !== shouldRun(set, node);
  return [...after.list('DaemonSet')].filter(minds).map(({ metadata }) => metadata.uid);
}
