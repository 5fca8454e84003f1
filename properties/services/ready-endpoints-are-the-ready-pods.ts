/**
 * SVC-EP-003: at rest the ready endpoints of a Service that does not publish all are exactly its
 * Ready pods that stay. Only at rest: the way from a pod to its endpoints takes its time.
 *
 * SVC-DNS-002: their addresses are what the name of a headless Service stands for.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describeSome } from '../vocabulary/describe.ts';
import {
  evidenceOf,
  membersOf,
  publishesAll,
  servedPods,
  servicesOf,
  sortedNames,
} from '../vocabulary/endpoints.ts';
import { isReady, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for Services in front of pods of one controller. */
export function readyEndpointsAreTheReadyPods(controller: Served) {
  return eventually({
    id: `${controller.toLowerCase()}/ready-endpoints-are-the-ready-pods`,
    title: 'At rest traffic for a Service goes to its Ready pods and to no others',
    controller,
    requirements: ['SVC-EP-003', 'SVC-DNS-002'],
    *settled(view) {
      for (const service of servicesOf(view)) {
        if (publishesAll(service)) continue;
        const ready = membersOf(view, service).filter((pod) => isReady(pod) && !isTerminating(pod));
        const served = servedPods(view, service).filter(
          ({ endpoint }) => endpoint.conditions?.ready === true,
        );
        const expected = describeSome(sortedNames(ready));
        const observed = describeSome(sortedNames(served.map(({ pod }) => pod)));
        const subject = keyOf(service);
        const addresses = (pods: typeof ready) => pods.map(({ status }) => status.podIP).sort();
        const told = served.flatMap(({ endpoint }) => endpoint.addresses).sort();
        const isRight = addresses(ready).join() === told.join() && expected === observed;
        if (isRight) yield { subject, there: true };
        else {
          const evidence = evidenceOf(view, service);
          yield { subject, there: false, expected, observed, evidence };
        }
      }
    },
  });
}
