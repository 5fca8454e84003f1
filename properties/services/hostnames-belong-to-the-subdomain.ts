/** SVC-EP-006: at rest an endpoint has its pod's hostname if the pod's subdomain is the name of
 * the Service, and none otherwise: of a StatefulSet, only the Service that it names. */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { evidenceOf, servedPods, servicesOf } from '../vocabulary/endpoints.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for Services in front of pods of one controller. */
export function hostnamesBelongToTheSubdomain(controller: Served) {
  return eventually({
    id: `${controller.toLowerCase()}/hostnames-belong-to-the-subdomain`,
    title: 'At rest an endpoint has a hostname only under the Service that its pod names',
    controller,
    requirements: ['SVC-EP-006'],
    *settled(view) {
      for (const service of servicesOf(view)) {
        for (const { endpoint, pod } of servedPods(view, service)) {
          const { hostname, subdomain } = pod.spec;
          const wanted = hostname && subdomain === service.metadata.name ? hostname : undefined;
          const subject = keyOf(pod);
          if (endpoint.hostname === wanted) yield { subject, there: true };
          else {
            yield {
              subject,
              there: false,
              expected: `hostname ${wanted ?? 'absent'} in ${service.metadata.name}`,
              observed: `hostname ${endpoint.hostname ?? 'absent'}`,
              evidence: evidenceOf(view, service),
            };
          }
        }
      }
    },
  });
}
