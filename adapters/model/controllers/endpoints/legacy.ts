/** The Endpoints controller: the older object beside the slices (SVC-EP-005).
 *
 * Not modelled: the limit of a thousand addresses. */
import type { EndpointAddress, Endpoints, Pod, Service } from '../../../../specs/kubernetes.ts';
import type { Cache, Sync } from '../../controller.ts';
import { isSame } from '../../values.ts';
import { isReady, isTerminating } from '../pod-state.ts';
import { canBeEndpoint, hostnameIn, isHeadless, selectedPods } from './members.ts';
import { headlessLabel } from './endpoint-slices.ts';

export const endpointsActor = 'endpoints-controller';

/** Brings the Endpoints object of a Service to what its pods are now. */
export function* syncEndpoints(cache: Cache, service: Service): Sync {
  const { name } = service.metadata;
  const subsets = subsetsOf(service, membersOf(cache, service));
  const labels = {
    ...service.metadata.labels,
    ...(isHeadless(service) && { [headlessLabel]: '' }),
    'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
  };
  const current = cache.get('Endpoints', name);
  if (current === undefined) {
    const metadata = { name, labels };
    const object = { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets } as const;
    const created = yield { verb: 'create', object };
    return created.ok ? 'done' : 'retry';
  }
  if (isSame(current.subsets, subsets) && isSame(current.metadata.labels, labels)) return 'done';
  const object = { ...current, metadata: { ...current.metadata, labels }, subsets };
  const updated = yield { verb: 'update', object };
  return updated.ok ? 'done' : 'retry';
}

/** The object goes with its Service, whether the cache has it or not. */
export function* removeEndpoints(name: string): Sync {
  const removed = yield { verb: 'delete', kind: 'Endpoints', name };
  return removed.ok || removed.error === 'NotFound' ? 'done' : 'retry';
}

/** Unlike a slice, it leaves terminating pods out unless they are to be published. */
function membersOf(cache: Cache, service: Service): readonly Pod[] {
  const published = service.spec.publishNotReadyAddresses === true;
  return selectedPods(cache, service).filter(
    (pod) => canBeEndpoint(pod) && (published || !isTerminating(pod)),
  );
}

function subsetsOf(
  service: Service,
  pods: readonly Pod[],
): NonNullable<Endpoints['subsets']> {
  if (pods.length === 0) return [];
  const published = service.spec.publishNotReadyAddresses === true;
  const ready = pods.filter((pod) => published || isReady(pod));
  const others = pods.filter((pod) => !ready.includes(pod));
  const ports = (service.spec.ports ?? []).map(({ name, port, protocol = 'TCP' }) => {
    return { ...(name !== undefined && { name }), port, protocol };
  });
  return [
    {
      ...(ready.length > 0 && { addresses: ready.map((pod) => addressOf(service, pod)) }),
      ...(others.length > 0 && {
        notReadyAddresses: others.map((pod) => addressOf(service, pod)),
      }),
      ...(ports.length > 0 && { ports }),
    },
  ];
}

function addressOf(service: Service, pod: Pod): EndpointAddress {
  const { name, uid } = pod.metadata;
  return {
    ip: pod.status.podIP ?? '',
    ...hostnameIn(service, pod),
    ...(pod.spec.nodeName !== undefined && { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', name, uid },
  };
}
