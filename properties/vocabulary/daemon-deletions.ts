/** Pods that the DaemonSet controller deletes, in batches: a view may not show the last ones. */
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Pod } from '../../specs/kubernetes.ts';
import type { TraceEvent } from '../../specs/trace.ts';
import type { Moment, MonitorContext } from '../property.ts';
import { deletedDaemon } from './daemon-moments.ts';
import type { DaemonSight } from './daemon-steps.ts';
import { isTerminating } from './pods.ts';
import type { Recent } from './recent.ts';
import { createRecent } from './recent.ts';
import { createRestarts } from './restarts.ts';

/** What the controller has deleted lately, and which signs of it there have been. */
export interface Batch {
  readonly deleted: readonly Recent[];
  /** Pods of the set that are gone: each is a sign of deletion that the controller may count. */
  readonly signs: readonly Recent[];
}

/** Follows deletions and restarts; feed it every event. */
export function watchDaemonDeletions(context: MonitorContext) {
  const deleted = createRecent(context);
  const gone = createRecent(context);
  const restarts = createRestarts(context, () => undefined);
  return {
    other: (event: TraceEvent) => restarts.other(event),
    /** The controller's deletion of a pod of a set that is known, with its batch. Undefined where
     * this is none. */
    change(moment: Moment) {
      const { event } = moment;
      const { object, change, at } = event;
      if (object.kind === 'Pod' && change === 'DELETED' && isTerminating(object)) {
        gone.add(controllerOf(object)?.uid ?? '', object.metadata.uid, event);
      }
      const act = deletedDaemon(moment);
      if (act?.set === undefined) return undefined;
      const batch: Batch = {
        deleted: deleted.add(act.setUid, act.pod.metadata.uid, event),
        signs: gone.of(act.setUid, at),
      };
      return { act, set: act.set, batch, isAfterRestart: restarts.isRecent(at) };
    },
  };
}

/** Does what the batch took fit into the room that a view leaves? `counts` says which of the pods
 * that the view still shows take some of it. */
export function fitsInto(
  room: number,
  { view }: DaemonSight,
  { deleted, signs }: Batch,
  counts: (pod: Pod) => boolean,
): boolean {
  const seen = signs.filter(({ uid }) => view.byUid('Pod', uid) === undefined).length;
  const unseen = deleted.flatMap(({ uid }) => view.byUid('Pod', uid) ?? []).filter(counts).length;
  return room > 0 && unseen - seen <= room;
}
