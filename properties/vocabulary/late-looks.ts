/**
 * Whether a set's controller must have looked at a revision since it was last written. Revisions
 * wake nobody: only the set itself and its pods do, and a look that follows them sees every
 * revision that had been written when caches could at most have lagged until then.
 */
import type { Millis } from '../../specs/scenario.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment, MonitorContext } from '../property.ts';

/** Follows what wakes the controllers of sets, and when revisions are written. */
export interface LateLooks {
  follow(moment: Moment): void;
  /** Did something wake the set's controller after every cache had this revision? */
  hasSeen(setUid: string, revisionUid: string): boolean;
}

/** Feed it every change of sets, pods and revisions. */
export function createLateLooks({ target }: MonitorContext): LateLooks {
  const wakes = new Map<string, Millis>();
  const writes = new Map<string, Millis>();
  return {
    follow({ event: { object, change, at } }) {
      const { uid } = object.metadata;
      if (object.kind === 'StatefulSet') wakes.set(uid, at);
      if (object.kind === 'Pod') {
        const owner = controllerOf(object);
        if (owner?.kind === 'StatefulSet') wakes.set(owner.uid, at);
      }
      if (object.kind !== 'ControllerRevision') return;
      if (change === 'DELETED') writes.delete(uid);
      else writes.set(uid, at);
    },
    hasSeen(setUid, revisionUid) {
      const wake = wakes.get(setUid);
      const write = writes.get(revisionUid);
      return wake !== undefined && write !== undefined && wake >= write + target.stalenessMs;
    },
  };
}
