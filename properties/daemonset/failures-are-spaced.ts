/**
 * DS-FAIL-001, the back-off: on one node, under one observed generation, the controller deletes a
 * failed pod no earlier than 1 s, 2 s, 4 s … (at most 15 min) after the failed pod before it.
 *
 * When it decided to delete one is not seen, but that was after the pod had failed: so the last of
 * several deletions comes no earlier than any of the failures before plus all delays since. What
 * may have been deleted for another reason is left out. A restart forgets all back-off.
 */
import type { DaemonSet, Pod } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Answer, Moment, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import type { DaemonAct } from '../vocabulary/daemon-moments.ts';
import { couldHaveSeenDaemons, deletedDaemon } from '../vocabulary/daemon-moments.ts';
import { isExcess, isRunning, isUpdateCandidate } from '../vocabulary/daemon-steps.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { shouldStay } from '../vocabulary/eligibility.ts';
import { createRestarts } from '../vocabulary/restarts.ts';

const longestDelayMs: Millis = 900_000;

export const failuresAreSpaced = always({
  id: 'daemonset/failures-are-spaced',
  title: 'Failed pods of one node are deleted no faster than the back-off allows',
  controller: 'DaemonSet',
  requirements: ['DS-FAIL-001'],
  on: ['Pod', 'DaemonSet'],
  monitor: (context) => {
    const failedAt = new Map<string, Millis>();
    /** By set and node: when those pods failed that were deleted so far. */
    const chains = new Map<string, Map<string, Millis[]>>();
    const observedSince = new Map<string, Millis>();
    const restarts = createRestarts(context, () => chains.clear());

    // Virtual time is exact; on a wall clock changes are seen some time after they happened.
    const isExact = context.target.guarantees.includes('virtual-time');
    const toleranceMs = isExact ? 0 : context.target.clockToleranceMs;

    function judge(moment: Moment, act: DaemonAct, nodeName: string): Answer {
      const { at } = moment.event;
      const failed = failedAt.get(act.pod.metadata.uid);
      const since = observedSince.get(act.setUid) ?? 0;
      if (failed === undefined || restarts.isRecent(at)) return 'irrelevant';
      if (at <= since + context.target.stalenessMs) return 'irrelevant';
      if (mayHaveOtherReason(moment, context, act, nodeName)) return 'irrelevant';
      const ofSet = chains.get(act.setUid) ?? new Map<string, Millis[]>();
      chains.set(act.setUid, ofSet);
      const chain = ofSet.get(nodeName) ?? [];
      ofSet.set(nodeName, [...chain, failed]);
      if (chain.length === 0) return 'irrelevant';
      const earliest = earliestAfter(chain);
      if (at + toleranceMs >= earliest) return 'holds';
      return violationAt(moment, {
        message: `${act.pod.metadata.name} failed and was deleted too early on ${nodeName}`,
        expected: `not before ${earliest} ms, after ${chain.length} failures on this node`,
        observed: `at ${at} ms`,
      });
    }

    return {
      other: (event) => {
        restarts.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const { object, change, at } = moment.event;
        const { uid } = object.metadata;
        if (object.kind === 'DaemonSet') {
          if (isObservedAnew(object, moment.previous as DaemonSet | undefined)) {
            observedSince.set(uid, at);
            chains.delete(uid);
          }
          return 'irrelevant';
        }
        if (object.kind !== 'Pod') return 'irrelevant';
        const act = deletedDaemon(moment);
        const answer =
          act?.nodeName === undefined ? 'irrelevant' : judge(moment, act, act.nodeName);
        if (object.status.phase === 'Failed' && !failedAt.has(uid)) failedAt.set(uid, at);
        if (change === 'DELETED') failedAt.delete(uid);
        return answer;
      },
    };
  },
});

function isObservedAnew({ status }: DaemonSet, before: DaemonSet | undefined): boolean {
  return status.observedGeneration !== before?.status.observedGeneration;
}

/** No deletion that follows these failures comes earlier. */
function earliestAfter(failures: readonly Millis[]): Millis {
  let earliest = Number.NEGATIVE_INFINITY;
  let delay: Millis = 1000;
  for (const failed of failures) {
    earliest = Math.max(earliest, failed) + delay;
    delay = Math.min(2 * delay, longestDelayMs);
  }
  return earliest;
}

/** Could its node not have kept it, was it one too many, or did an update take it? */
function mayHaveOtherReason(
  moment: Moment,
  context: MonitorContext,
  act: DaemonAct,
  nodeName: string,
): boolean {
  const nodeUid = moment.before.get('Node', nodeName)?.metadata.uid;
  if (act.set === undefined || nodeUid === undefined) return true;
  const { uid } = act.pod.metadata;
  return couldHaveSeenDaemons(moment, context, act, { nodeUid }, (sight) => {
    const pod: Pod | undefined = sight.view.byUid('Pod', uid);
    const node = sight.view.get('Node', nodeName);
    if (pod === undefined) return false;
    if (node === undefined || !shouldStay(sight.set, node)) return true;
    if (isUpdateCandidate(sight, pod)) return true;
    return isRunning(pod) && isExcess(sight, pod, nodeName);
  });
}
