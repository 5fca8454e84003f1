/**
 * SVC-EP-001: at rest every pod that a Service selects, that has not ended and has an address is
 * an endpoint of it, once and under that address; nothing else that runs is. Who owns a pod does
 * not matter. What becomes of pods that have ended is judged by `ended-pods-leave-the-slices`.
 */
import type { Service } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import type { Settled } from '../property.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { describeSome } from '../vocabulary/describe.ts';
import {
  endpointsOf,
  evidenceOf,
  membersOf,
  servicesOf,
  sortedNames,
} from '../vocabulary/endpoints.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for Services in front of pods of one controller. */
export function slicesListTheSelectedPods(controller: Served) {
  return eventually({
    id: `${controller.toLowerCase()}/slices-list-the-selected-pods`,
    title: 'At rest the endpoints of a Service are the pods that it selects',
    controller,
    requirements: ['SVC-EP-001'],
    *settled(view) {
      for (const service of servicesOf(view)) yield settle(view, service);
    },
  });
}

function settle(view: ClusterView, service: Service): Settled {
  const subject = keyOf(service);
  const members = membersOf(view, service);
  const wanted = members.map((pod) => `${pod.metadata.uid} ${pod.status.podIP}`).sort();
  const told = endpointsOf(view, service).flatMap(({ targetRef, addresses }) => {
    const pod = targetRef && view.byUid('Pod', targetRef.uid);
    const isOpen = pod && (isTerminal(pod) || !isOnANode(view, pod.spec.nodeName));
    return isOpen ? [] : [{ name: targetRef?.name ?? '?', is: `${targetRef?.uid} ${addresses}` }];
  });
  const found = told.map(({ is }) => is).sort();
  if (wanted.join() === found.join()) return { subject, there: true };
  return {
    subject,
    there: false,
    expected: `endpoints ${describeSome(sortedNames(members))}`,
    observed: `endpoints ${describeSome(told.map(({ name }) => name).sort())}`,
    evidence: evidenceOf(view, service),
  };
}

function isOnANode(view: ClusterView, name: string | undefined): boolean {
  return name !== undefined && view.get('Node', name) !== undefined;
}
