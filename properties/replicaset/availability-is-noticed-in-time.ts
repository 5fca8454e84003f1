import type { KubernetesObject, Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Fault, Millis } from '../../specs/scenario.ts';
import { faultOf } from '../../specs/scenario.ts';
import type { TraceEvent } from '../../specs/trace.ts';
import type { MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { activePodsOf, countsAlike } from '../vocabulary/claimed-pods.ts';
import { isReady, readySinceMs } from '../vocabulary/pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** How long a busy controller may take to look, once it is time, and to say what it saw. */
const slackMs: Millis = 2000;

/** Claims RS-STAT-002 for every status of a ReplicaSet with minReadySeconds: whoever had been ready
 * for long enough a while before it, and one of its pods all that time, was counted already. Of a
 * controller that was kept from looking, or that fails to manage its pods, nothing is said. The
 * gate stands for the release that looks when the next pod is due; earlier ones may be late by
 * minReadySeconds. (Who is never counted: `replicaset/status-counts-the-active-pods`.) */
export const availabilityIsNoticedInTime = always({
  id: 'replicaset/availability-is-noticed-in-time',
  title: 'A pod that has been ready for minReadySeconds soon counts as available',
  controller: 'Deployment',
  requirements: ['RS-STAT-002'],
  needs: ['StaleControllerConsistencyReplicaSet'],
  on: ['ReplicaSet', 'Pod'],
  monitor: (context) => {
    const { clockToleranceMs, stalenessMs } = context.target;
    const kept = createKept(context);
    const steadySince = new Map<string, Millis>();

    /** Must this pod have been counted by then? */
    function isOverdue(pod: Pod, set: ReplicaSet, at: Millis): boolean {
      const since = readySinceMs(pod);
      if (!isReady(pod) || since === undefined) return false;
      const ready = since - context.epochMs + (set.spec.minReadySeconds ?? 0) * 1000;
      const [podSteady = 0, setSteady = 0] = [pod, set].map(
        ({ metadata }) => steadySince.get(metadata.uid) ?? 0,
      );
      const start = Math.max(ready, podSteady, setSteady, kept.until());
      return start + clockToleranceMs + stalenessMs + slackMs < at;
    }

    return {
      other(event) {
        kept.other(event);
        return 'irrelevant';
      },
      change(moment) {
        const { object, at, change } = moment.event;
        const { previous, before } = moment;
        const { uid } = object.metadata;
        if (change === 'DELETED') steadySince.delete(uid);
        else if (previous === undefined || isOther(previous, object)) steadySince.set(uid, at);
        if (object.kind !== 'ReplicaSet' || previous?.kind !== 'ReplicaSet') return 'irrelevant';
        if (change === 'DELETED' || !previous.spec.minReadySeconds) return 'irrelevant';
        if (isFailing(previous)) return 'irrelevant';
        const counted = previous.status.availableReplicas ?? 0;
        if ((object.status.availableReplicas ?? 0) <= counted) return 'irrelevant';
        const isLate = (pod: Pod) => isOverdue(pod, previous, at);
        const overdue = overduePods(before, previous, counted, isLate);
        if (overdue.length <= counted) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(object)} counted pods as available long after they were`,
            expected: `availableReplicas ${overdue.length} long before`,
            observed: `availableReplicas ${counted} until now`,
          },
          [previous, ...overdue],
        );
      },
    };
  },
});

function overduePods(
  view: ClusterView,
  set: ReplicaSet,
  counted: number,
  isOverdue: (pod: Pod) => boolean,
): readonly Pod[] {
  if (view.tally(set.metadata.uid).active <= counted) return [];
  return activePodsOf(view, set).filter(isOverdue);
}

/** A ReplicaSet that cannot create or delete what it should is looked at when that is to be tried
 * again, and each time it fails, later. */
function isFailing(set: ReplicaSet): boolean {
  return conditionOf(set, 'ReplicaFailure')?.status === 'True';
}

/** Is it from now on counted otherwise than before? */
function isOther(before: KubernetesObject, after: KubernetesObject): boolean {
  if (before.kind === 'Pod' && after.kind === 'Pod') return !countsAlike(before, after);
  if (before.kind !== 'ReplicaSet' || after.kind !== 'ReplicaSet') return false;
  const [was, is] = [before.spec.minReadySeconds ?? 0, after.spec.minReadySeconds ?? 0];
  return was !== is || isFailing(before) !== isFailing(after);
}

/** Until when the controller may have been kept from looking: faults, and after each as long again,
 * since a request that failed is tried again after twice the time. */
function createKept({ header, target }: MonitorContext) {
  const began = new Map<number, Millis>();
  let until = Number.NEGATIVE_INFINITY;
  return {
    until: () => (began.size > 0 ? Number.POSITIVE_INFINITY : until),
    other(event: TraceEvent) {
      if (event.event !== 'fault') return;
      const step = header.scenario.steps[event.step];
      const fault = step && faultOf(step);
      if (fault !== undefined && !keepsFromLooking(fault)) return;
      if (event.phase === 'invoked') began.set(event.step, event.at);
      if (event.phase !== 'healed' && event.phase !== 'skipped') return;
      const lasted = event.at - (began.get(event.step) ?? event.at);
      began.delete(event.step);
      until = Math.max(until, event.at + lasted + 2 * target.stalenessMs);
    },
  };
}

function keepsFromLooking({ fault }: Fault): boolean {
  return ['ControllerRestart', 'StaleCache', 'ApiUnavailable', 'PodQuota'].includes(fault);
}
