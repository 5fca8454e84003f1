import type { Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import type { Component } from '../../specs/scenario.ts';
import { components } from '../../specs/scenario.ts';
import type { AlwaysProperty, Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionBy, isDeletionDecision } from '../vocabulary/attribution.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims the other half of GC-006 for pods that a controller or the garbage collector deletes in
 * scenarios of one controller: neither asks for a grace period of its own, so the pod gets the one
 * that its template says, and none if it has no node or has ended. A pod that is bound while its
 * deletion is on the way may get what it had coming before: the API server reads it, has to read it
 * again as the scheduler was faster, and keeps the grace period that it settled on at first. */
export function podsGetTheirGracePeriod(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/pods-get-their-grace-period`,
    title: 'A pod that is deleted for its owner gets the time to stop that its template says',
    controller,
    requirements: ['GC-006'],
    on: ['Pod'],
    monitor: () => ({
      change: (moment) => {
        const pod = moment.previous;
        if (pod?.kind !== 'Pod' || !isForOwner(moment)) return 'irrelevant';
        const expected = graceOf(pod);
        const { change, object } = moment.event;
        const isAtOnce = change === 'DELETED' && object.metadata.deletionTimestamp === undefined;
        const actual = isAtOnce ? 0 : object.metadata.deletionGracePeriodSeconds;
        if (actual === expected) return 'holds';
        const watched = [{ kind: 'Pod', uid: pod.metadata.uid }] as const;
        const wasExpected = moment.couldHaveSeen(watched, (view) => {
          const seen = view.byUid('Pod', pod.metadata.uid);
          return seen !== undefined && graceOf(seen) === actual;
        });
        if (wasExpected) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(pod)} was not given its grace period`,
            expected: `${expected} s to stop`,
            observed: `${actual ?? 'an unknown number of'} s`,
          },
          [pod],
        );
      },
    }),
  });
}

function isForOwner(moment: Moment): boolean {
  if (moment.event.actor === 'garbage-collector') return isDeletionDecision(moment);
  return components.some((each: Component) => isDeletionBy(moment, each));
}

/** In seconds; nothing runs of a pod that was never bound or has ended. */
function graceOf(pod: Pod): number {
  if (!pod.spec.nodeName || isTerminal(pod)) return 0;
  return pod.spec.terminationGracePeriodSeconds ?? 30;
}
