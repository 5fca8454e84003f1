/**
 * The EndpointSlice controller: what the slices of a Service say of its pods (SVC-EP-001 to 007).
 *
 * Not modelled: several families of addresses, named target ports, topology hints; how endpoints
 * are spread over several slices (here each is filled before the next).
 */
import type {
  Endpoint,
  EndpointPort,
  EndpointSlice,
  Pod,
  Service,
} from '../../../../specs/kubernetes.ts';
import type { ActorParts } from '../../actor.ts';
import type { Draft } from '../../controller.ts';
import { isSame } from '../../values.ts';
import { isReady, isTerminating } from '../pod-state.ts';
import { canBeEndpoint, hostnameIn, isHeadless, selectedPods } from './members.ts';

export const sliceActor = 'endpointslice-controller';
export const serviceNameLabel = 'kubernetes.io/service-name';
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const manager = 'endpointslice-controller.k8s.io';
export const headlessLabel = 'service.kubernetes.io/headless';
const largestSlice = 100;

/** Brings the slices of a Service to what its pods are now. False: some pod had to be left out for
 * the time being, because its node is not known. */
export function syncSlices(parts: ActorParts, service: Service): boolean {
  const pods = selectedPods(parts.store, service).filter(canBeEndpoint);
  const placed = pods.filter((pod) => isPlaced(parts, service, pod));
  const existing = [...parts.store.list('EndpointSlice')].filter(
    ({ metadata }) =>
      metadata.labels?.[serviceNameLabel] === service.metadata.name &&
      metadata.deletionTimestamp === undefined,
  );
  const owned = existing.filter((slice) => isOwnedBy(slice, service));
  const wanted = slicesOf(service, placed);
  for (const [index, slice] of wanted.entries()) writeSlice(parts, owned[index], slice);
  const surplus = [...owned.slice(wanted.length), ...existing.filter((s) => !owned.includes(s))];
  for (const { metadata } of surplus) {
    const { name, uid } = metadata;
    parts.server.execute({ verb: 'delete', kind: 'EndpointSlice', name, uid }, sliceActor);
  }
  return placed.length === pods.length;
}

function isPlaced({ store }: ActorParts, { spec }: Service, pod: Pod): boolean {
  if (spec.publishNotReadyAddresses) return true;
  return store.get('Node', pod.spec.nodeName ?? '') !== undefined;
}

function isOwnedBy(slice: EndpointSlice, service: Service): boolean {
  const { uid } = service.metadata;
  return slice.metadata.ownerReferences?.some((each) => each.uid === uid) ?? false;
}

/** At least one, so that it can be seen that a Service has nobody. */
function slicesOf(service: Service, pods: readonly Pod[]): readonly Draft[] {
  const endpoints = pods.map((pod) => endpointOf(service, pod));
  const ports = pods.length === 0 ? [] : portsOf(service);
  const count = Math.max(1, Math.ceil(endpoints.length / largestSlice));
  return Array.from({ length: count }, (_, index) => ({
    apiVersion: 'discovery.k8s.io/v1' as const,
    kind: 'EndpointSlice' as const,
    metadata: {
      generateName: `${service.metadata.name}-`,
      labels: labelsOf(service),
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          name: service.metadata.name,
          uid: service.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    addressType: 'IPv4' as const,
    endpoints: endpoints.slice(index * largestSlice, (index + 1) * largestSlice),
    ports,
  }));
}

function labelsOf(service: Service) {
  return {
    ...service.metadata.labels,
    ...(isHeadless(service) && { [headlessLabel]: '' }),
    [serviceNameLabel]: service.metadata.name,
    [managedByLabel]: manager,
  };
}

/** SVC-EP-002, SVC-EP-004, SVC-EP-006. */
function endpointOf(service: Service, pod: Pod): Endpoint {
  const serving = isReady(pod);
  const terminating = isTerminating(pod);
  const published = service.spec.publishNotReadyAddresses === true;
  const ready = published || (serving && !terminating);
  const { name, uid } = pod.metadata;
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready, serving, terminating },
    ...hostnameIn(service, pod),
    targetRef: { kind: 'Pod', name, uid },
    ...(pod.spec.nodeName !== undefined && { nodeName: pod.spec.nodeName }),
  };
}

function portsOf({ spec }: Service): readonly EndpointPort[] {
  return (spec.ports ?? []).map(({ name = '', targetPort, port, protocol = 'TCP' }) => {
    return { name, port: typeof targetPort === 'number' ? targetPort : port, protocol };
  });
}

function writeSlice(
  { server }: ActorParts,
  current: EndpointSlice | undefined,
  wanted: Draft,
): void {
  if (wanted.kind !== 'EndpointSlice') return;
  if (current === undefined) {
    server.execute({ verb: 'create', object: wanted }, sliceActor);
    return;
  }
  const { endpoints = [], ports = [] } = wanted;
  const labels = wanted.metadata.labels ?? {};
  const isThere =
    isSame(current.endpoints, endpoints) &&
    isSame(current.ports, ports) &&
    isSame(current.metadata.labels, labels);
  if (isThere) return;
  const metadata = { ...current.metadata, labels };
  const object = { ...current, metadata, endpoints, ports };
  server.execute({ verb: 'update', object }, sliceActor);
}
