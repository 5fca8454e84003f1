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
  /** Changes of nodes that a set which is created now may still be shown the other side of. */
  let recent: readonly NodeChange[] = [];
  const isMissed = (since: Millis | undefined, setUid: string) =>
    since !== undefined && (asked.get(setUid) ?? 0) <= since + target.stalenessMs;
  const recentAt = (now: Millis) => recent.filter(({ at }) => at + target.stalenessMs >= now);
  function note(node: NodeChange, sets: readonly DaemonSet[]): void {
    const times = node.after === undefined ? removed : changed;
    for (const set of sets) if (isMinded(node, set)) times.set(set.metadata.uid, node.at);
  }

  return {
    change(moment) {
      const { object, at, change } = moment.event;
      if (object.kind === 'Pod') asked.set(ownerUidOf(object, moment), at);
      if (object.kind === 'DaemonSet') {
        asked.set(object.metadata.uid, at);
        if (change !== 'ADDED') return;
        for (const each of recentAt(at)) note(each, [object]);
      }
      if (object.kind !== 'Node' || change === 'ADDED') return;
      const before = moment.previous as Node | undefined;
      const nodeChange = { at, before, after: change === 'DELETED' ? undefined : object };
      recent = [...recentAt(at), nodeChange];
      note(nodeChange, [...moment.after.list('DaemonSet')]);
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

/** A node that was changed, or went: then there is no `after`. */
interface NodeChange {
  readonly at: Millis;
  readonly before: Node | undefined;
  readonly after: Node | undefined;
}

/** Did the node go, or change its being a place for the set's pods? */
function isMinded({ before, after }: NodeChange, set: DaemonSet): boolean {
  if (before === undefined || after === undefined) return true;
  return shouldRun(set, before) !== shouldRun(set, after);
}
