/** Services, the pods that they select, and what their EndpointSlices say of them. */
import type { Endpoint, EndpointSlice, Pod, Service } from '../../specs/kubernetes.ts';
import { selectorMatches } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { isTerminal } from './pods.ts';

/** Whose endpoints Kubernetes itself keeps. */
export function* servicesOf(view: ClusterView): Iterable<Service> {
  for (const service of view.list('Service')) {
    const { selector, type } = service.spec;
    const isGoing = service.metadata.deletionTimestamp !== undefined;
    if (selector !== undefined && type !== 'ExternalName' && !isGoing) yield service;
  }
}

/** Has it no address of its own? */
export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === undefined || spec.clusterIP === 'None';
}

/** Does it publish pods whatever their readiness? */
export function publishesAll({ spec }: Service): boolean {
  return spec.publishNotReadyAddresses === true;
}

/** Does the Service's selector fit the pod's labels? */
export function selects({ spec }: Service, pod: Pod): boolean {
  return selectorMatches({ matchLabels: spec.selector ?? {} }, pod.metadata.labels);
}

/** The pods that must be endpoints: selected, not ended, with an address, on a node that exists.
 * (A pod whose node is gone may be left out or not; its collector comes for it.) */
export function membersOf(view: ClusterView, service: Service): readonly Pod[] {
  const members: Pod[] = [];
  for (const pod of view.list('Pod')) {
    if (selects(service, pod) && canBeMember(view, pod)) members.push(pod);
  }
  return members;
}

function canBeMember(view: ClusterView, pod: Pod): boolean {
  const hasAddress = (pod.status.podIP ?? '') !== '';
  return hasAddress && !isTerminal(pod) && hasNode(view, pod);
}

function hasNode(view: ClusterView, { spec }: Pod): boolean {
  return spec.nodeName !== undefined && view.get('Node', spec.nodeName) !== undefined;
}

/** The slices that belong to a Service. */
export function slicesOf(view: ClusterView, service: Service): readonly EndpointSlice[] {
  return [...view.owned('EndpointSlice', service.metadata.uid)];
}

/** Every endpoint of a Service, from all its slices. */
export function endpointsOf(view: ClusterView, service: Service): readonly Endpoint[] {
  return slicesOf(view, service).flatMap(({ endpoints }) => endpoints ?? []);
}

/** An endpoint with the pod that it stands for. */
export interface Served {
  readonly endpoint: Endpoint;
  readonly pod: Pod;
}

/** The endpoints of pods that exist, have not ended, and are on a node that exists. */
export function servedPods(view: ClusterView, service: Service): readonly Served[] {
  return endpointsOf(view, service).flatMap((endpoint) => {
    const { targetRef } = endpoint;
    const pod = targetRef && view.byUid('Pod', targetRef.uid);
    return pod && canBeMember(view, pod) ? [{ endpoint, pod }] : [];
  });
}

/** The `seq` of the events behind a Service's endpoints. */
export function evidenceOf(view: ClusterView, service: Service): readonly number[] {
  const objects = [service, ...slicesOf(view, service)];
  return objects.map((object) => view.seqOf(object)).sort((a, b) => a - b);
}

/** Names in order, for comparing sets and for messages. */
export function sortedNames(objects: Iterable<{ readonly metadata: { readonly name: string } }>) {
  return [...objects].map(({ metadata }) => metadata.name).sort();
}
