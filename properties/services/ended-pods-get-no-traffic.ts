/**
 * SVC-EP-001, SVC-EP-004: at rest no endpoint is ready whose pod has ended, though the Service
 * publishes pods that are not ready: an ended pod is none that might still get ready.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describePod } from '../vocabulary/describe.ts';
import { endpointsOf, evidenceOf, selects, servicesOf } from '../vocabulary/endpoints.ts';
import { isTerminal } from '../vocabulary/pods.ts';

export const endedPodsGetNoTraffic = eventually({
  id: 'deployment/ended-pods-get-no-traffic',
  title: 'At rest no pod that has ended is a ready endpoint of a Service',
  controller: 'Deployment',
  requirements: ['SVC-EP-001', 'SVC-EP-004'],
  *settled(view) {
    for (const service of servicesOf(view)) {
      const ready = endpointsOf(view, service).filter(({ conditions }) => conditions?.ready);
      for (const pod of view.list('Pod')) {
        if (!isTerminal(pod) || !selects(service, pod)) continue;
        const subject = keyOf(pod);
        const isServed = ready.some(({ targetRef }) => targetRef?.uid === pod.metadata.uid);
        if (!isServed) yield { subject, there: true };
        else {
          yield {
            subject,
            there: false,
            expected: `no ready endpoint for ${pod.metadata.name}`,
            observed: `${describePod(pod.metadata.name, pod)} and is a ready endpoint`,
            evidence: [...evidenceOf(view, service), view.seqOf(pod)],
          };
        }
      }
    }
  },
});
