/**
 * SVC-EP-001: at rest no pod that has ended is an endpoint.
 *
 * Endpoints are made anew when a pod's readiness, address or deletion changes. A pod that was not
 * ready ends without any of these: such an end is noticed with the next change of anything else,
 * so an endpoint that was written before everybody could have seen the end is left alone.
 */
import type { EndpointSlice, Pod } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isReady, isTerminal, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for Services in front of pods of one controller. */
export function endedPodsLeaveTheSlices(controller: Served) {
  return always({
    id: `${controller.toLowerCase()}/ended-pods-leave-the-slices`,
    title: 'At rest no pod that has ended is an endpoint of a Service',
    controller,
    requirements: ['SVC-EP-001'],
    on: ['Pod', 'EndpointSlice'],
    monitor: ({ target }) => {
      /** When each pod that was not ready ended, and when each slice was written last. */
      const silentEnds = new Map<string, Millis>();
      const written = new Map<string, Millis>();

      function isExcused(pod: Pod, slice: EndpointSlice): boolean {
        const end = silentEnds.get(pod.metadata.uid);
        const last = written.get(slice.metadata.uid) ?? 0;
        return end !== undefined && last <= end + target.stalenessMs;
      }

      return {
        change(moment) {
          const { object, at } = moment.event;
          if (object.kind === 'EndpointSlice') written.set(object.metadata.uid, at);
          else if (endsSilently(moment)) silentEnds.set(object.metadata.uid, at);
          return 'irrelevant';
        },
        other(event, view) {
          if (event.event !== 'phase' || event.phase !== 'hold' || !event.quiet) {
            return 'irrelevant';
          }
          let atStake = false;
          for (const { pod, slice } of endedEndpoints(view)) {
            if (isExcused(pod, slice)) continue;
            return {
              message: `${pod.metadata.name} has ended and is still an endpoint`,
              expected: `no endpoint for ${pod.metadata.name}`,
              observed: `it is ${pod.status.phase}, and in ${slice.metadata.name}`,
              at: event.seq,
              evidence: [view.seqOf(pod), view.seqOf(slice)].sort((a, b) => a - b),
            };
          }
          for (const pod of view.list('Pod')) atStake ||= isTerminal(pod) && hasAny(view);
          return atStake ? 'holds' : 'irrelevant';
        },
      };
    },
  });
}

/** Neither readiness nor deletion tells of this end. */
function endsSilently({ event: { object }, previous }: Moment): boolean {
  if (object.kind !== 'Pod' || previous?.kind !== 'Pod') return false;
  const isEnd = isTerminal(object) && !isTerminal(previous);
  return isEnd && !isReady(previous) && !isReady(object) && !isTerminating(object);
}

function* endedEndpoints(view: ClusterView) {
  for (const slice of view.list('EndpointSlice')) {
    for (const { targetRef } of slice.endpoints ?? []) {
      const pod = targetRef && view.byUid('Pod', targetRef.uid);
      if (pod && isTerminal(pod)) yield { pod, slice };
    }
  }
}

function hasAny(view: ClusterView): boolean {
  for (const _ of view.list('EndpointSlice')) return true;
  return false;
}
