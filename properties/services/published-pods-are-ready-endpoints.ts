/** SVC-EP-004: a Service with publishNotReadyAddresses has all its endpoints ready, whether their
 * pods are unready or terminating. */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describePod } from '../vocabulary/describe.ts';
import {
  endpointsOf,
  evidenceOf,
  membersOf,
  publishesAll,
  servicesOf,
} from '../vocabulary/endpoints.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for Services in front of pods of one controller. */
export function publishedPodsAreReadyEndpoints(controller: Served) {
  return eventually({
    id: `${controller.toLowerCase()}/published-pods-are-ready-endpoints`,
    title: 'At rest a Service that publishes pods that are not ready has them as ready endpoints',
    controller,
    requirements: ['SVC-EP-004'],
    *settled(view) {
      for (const service of servicesOf(view)) {
        if (!publishesAll(service)) continue;
        const ready = endpointsOf(view, service).filter(({ conditions }) => conditions?.ready);
        const published = new Set(ready.map(({ targetRef }) => targetRef?.uid));
        for (const pod of membersOf(view, service)) {
          const subject = keyOf(pod);
          if (published.has(pod.metadata.uid)) {
            yield { subject, there: true };
            continue;
          }
          yield {
            subject,
            there: false,
            expected: `${pod.metadata.name} as a ready endpoint of ${service.metadata.name}`,
            observed: `${describePod(pod.metadata.name, pod)}, and it is none`,
            evidence: [...evidenceOf(view, service), view.seqOf(pod)],
          };
        }
      }
    },
  });
}
