/**
 * SVC-DNS-001: at rest the headless Service that a StatefulSet names has the name of each of its
 * ready pods with exactly that pod's address, and the name of no pod that is not ready unless it
 * publishes all: what a DNS server answers with is made of these endpoints.
 */
import type { Pod, Service } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import type { Settled } from '../property.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import {
  endpointsOf,
  evidenceOf,
  isHeadless,
  membersOf,
  publishesAll,
  servicesOf,
} from '../vocabulary/endpoints.ts';
import { isReady, isTerminating } from '../vocabulary/pods.ts';

export const statefulPodsHaveTheirNames = eventually({
  id: 'statefulset/stateful-pods-have-their-names',
  title: 'At rest the name of each ready pod of a StatefulSet leads to that pod alone',
  controller: 'StatefulSet',
  requirements: ['SVC-DNS-001'],
  *settled(view) {
    for (const service of servicesOf(view)) {
      if (!isHeadless(service)) continue;
      for (const pod of membersOf(view, service)) {
        if (pod.spec.hostname && pod.spec.subdomain === service.metadata.name) {
          yield settle(view, service, pod);
        }
      }
    }
  },
});

function settle(view: ClusterView, service: Service, pod: Pod): Settled {
  const subject = keyOf(pod);
  const isNamed = publishesAll(service) || (isReady(pod) && !isTerminating(pod));
  const wanted = isNamed ? (pod.status.podIP ?? '') : 'nothing';
  const found = addressesOf(view, service, pod.spec.hostname);
  if (found === wanted) return { subject, there: true };
  const name = `${pod.spec.hostname}.${service.metadata.name}`;
  return {
    subject,
    there: false,
    expected: `${name} leads to ${wanted}`,
    observed: `${name} leads to ${found}`,
    evidence: [...evidenceOf(view, service), view.seqOf(pod)],
  };
}

function addressesOf(view: ClusterView, service: Service, hostname: string | undefined): string {
  const named = endpointsOf(view, service).filter(
    (each) => each.hostname === hostname && each.conditions?.ready === true,
  );
  return named.flatMap(({ addresses }) => addresses).join(' and ') || 'nothing';
}
