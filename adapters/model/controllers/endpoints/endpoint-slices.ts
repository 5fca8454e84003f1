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
import type { ApiRequest, Cache, Draft, Steps } from '../../controller.ts';
import { isSame } from '../../values.ts';
import { isReady, isTerminating } from '../pod-state.ts';
import { canBeEndpoint, hostnameIn, isHeadless, selectedPods } from './members.ts';
import type { SliceTracker } from './tracker.ts';

export const sliceActor = 'endpointslice-controller';
export const serviceNameLabel = 'kubernetes.io/service-name';
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const manager = 'endpointslice-controller.k8s.io';
export const headlessLabel = 'service.kubernetes.io/headless';
const largestSlice = 100;

/** Brings the slices of a Service to what its pods are now. False: some pod had to be left out for
 * the time being, because its node is not known, or a write was refused. */
export function* syncSlices(
  cache: Cache,
  service: Service,
  tracker: SliceTracker,
): Steps<boolean> {
  const pods = selectedPods(cache, service).filter(canBeEndpoint);
  const placed = pods.filter((pod) => isPlaced(cache, service, pod));
  const existing = cache
    .list('EndpointSlice')
    .filter(
      ({ metadata }) =>
        metadata.labels?.[serviceNameLabel] === service.metadata.name &&
        metadata.deletionTimestamp === undefined,
    );
  const owned = existing.filter((slice) => isOwnedBy(slice, service));
  const wanted = slicesOf(service, placed);
  for (const [index, slice] of wanted.entries()) {
    const request = writeOf(owned[index], slice);
    if (request === undefined) continue;
    const response = yield request;
    if (!response.ok) return false;
    tracker.wrote(response.object);
  }
  const surplus = [...owned.slice(wanted.length), ...existing.filter((s) => !owned.includes(s))];
  for (const { metadata } of surplus) {
    const { name, uid } = metadata;
    const response = yield { verb: 'delete', kind: 'EndpointSlice', name, uid };
    if (response.ok) tracker.deleted(uid);
    else if (response.error !== 'NotFound') return false;
  }
  return placed.length === pods.length;
}

function isPlaced(cache: Cache, { spec }: Service, pod: Pod): boolean {
  if (spec.publishNotReadyAddresses) return true;
  return cache.get('Node', pod.spec.nodeName ?? '') !== undefined;
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

function writeOf(current: EndpointSlice | undefined, wanted: Draft): ApiRequest | undefined {
  if (wanted.kind !== 'EndpointSlice') return undefined;
  if (current === undefined) return { verb: 'create', object: wanted };
  const { endpoints = [], ports = [] } = wanted;
  const labels = wanted.metadata.labels ?? {};
  const isThere =
    isSame(current.endpoints, endpoints) &&
    isSame(current.ports, ports) &&
    isSame(current.metadata.labels, labels);
  if (isThere) return undefined;
  const metadata = { ...current.metadata, labels };
  return { verb: 'update', object: { ...current, metadata, endpoints, ports } };
}
