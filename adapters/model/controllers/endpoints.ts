/**
 * The two controllers that keep what stands behind a Service: one its EndpointSlices, the other its
 * Endpoints object. Both wake when the Service, one of its pods or their own objects change.
 *
 * Not modelled: the queue of pods before that of Services; topology hints.
 */
import type { KubernetesObject, Pod } from '../../../specs/kubernetes.ts';
import type { Controller, Notice, SyncContext, Wake } from '../controller.ts';
import { serviceNameLabel, sliceActor, syncSlices } from './endpoints/endpoint-slices.ts';
import { endpointsActor, removeEndpoints, syncEndpoints } from './endpoints/legacy.ts';
import { affectedServices, isSelecting } from './endpoints/members.ts';
import { sliceTracker } from './endpoints/tracker.ts';

/** Slices that somebody else touched are looked at a moment later. */
const foreignSliceMs = 1_000;
const maxRetries = 15;

/** Keeps the EndpointSlices; its keys are the names of Services. */
export function endpointSliceController(): Controller {
  const tracker = sliceTracker();
  return {
    actor: sliceActor,
    watches: ['Service', 'Pod', 'EndpointSlice', 'Node'],
    readsItsWrites: ['EndpointSlice'],
    maxRetries,
    firstRetryMs: 1_000,
    handle(notice, context) {
      if (notice.kind !== 'EndpointSlice') return servicesOf(notice, context);
      const slice = notice.after ?? notice.before;
      const key = slice?.metadata.labels?.[serviceNameLabel];
      if (key === undefined || !tracker.isForeign(notice)) return [];
      return [{ key, afterMs: foreignSliceMs }];
    },
    *sync(key, { cache }) {
      const service = cache.get('Service', key);
      if (service === undefined || !isSelecting(service)) return 'done';
      return (yield* syncSlices(cache, service, tracker)) ? 'done' : 'retry';
    },
  };
}

/** Keeps the Endpoints objects; its keys are the names of Services, which are theirs too. */
export function endpointsController(): Controller {
  return {
    actor: endpointsActor,
    watches: ['Service', 'Pod', 'Endpoints'],
    readsItsWrites: ['Endpoints'],
    maxRetries,
    handle(notice, context) {
      if (notice.kind !== 'Endpoints') return servicesOf(notice, context);
      return notice.after === undefined ? keysOf(notice.before) : [];
    },
    *sync(key, { cache }) {
      const service = cache.get('Service', key);
      if (service === undefined) return yield* removeEndpoints(key);
      return isSelecting(service) ? yield* syncEndpoints(cache, service) : 'done';
    },
  };
}

function servicesOf({ kind, before, after }: Notice, { cache }: SyncContext): readonly Wake[] {
  if (kind === 'Service') return keysOf(after ?? before);
  if (kind !== 'Pod') return [];
  return affectedServices(cache, podOf(before), podOf(after)).map((key) => ({ key }));
}

function keysOf(object: KubernetesObject | undefined): readonly Wake[] {
  return object === undefined ? [] : [{ key: object.metadata.name }];
}

function podOf(object: KubernetesObject | undefined): Pod | undefined {
  return object?.kind === 'Pod' ? object : undefined;
}
