/**
 * When the endpoints of Services are brought up to date: soon after a Service, one of its pods or
 * the endpoints themselves have changed. They read the store itself, a moment late.
 */
import type { Pod } from '../../../specs/kubernetes.ts';
import type { Millis } from '../../../specs/scenario.ts';
import type { ActorParts } from '../actor.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';
import type { Change } from '../store.ts';
import { serviceNameLabel, sliceActor, syncSlices } from './endpoints/endpoint-slices.ts';
import { endpointsActor, removeEndpoints, syncEndpoints } from './endpoints/legacy.ts';
import { affectedServices, isSelecting } from './endpoints/members.ts';

/** One of the two controllers. */
interface Half extends ActorParts {
  readonly random: Random;
  readonly pending: Set<string>;
  /** How often in a row a Service could not be brought up to date. */
  readonly failures: Map<string, number>;
  /** Does the work for one Service; false: it has to be tried again. */
  readonly sync: (name: string) => boolean;
}

/** Work queues of endpoints start their back-off at a second, and give up in the end. */
const backOffMs: Millis = 1_000;
const retriesMax = 15;

/** Starts both; they run as long as the world does. */
export function startEndpointControllers(parts: ActorParts): void {
  const { store } = parts;
  const slices = half(parts, 'endpointslice', (name) => {
    const service = store.get('Service', name);
    return service === undefined || !isSelecting(service) || syncSlices(parts, service);
  });
  const legacy = half(parts, 'endpoints', (name) => {
    const service = store.get('Service', name);
    if (service === undefined) removeEndpoints(parts, name);
    else if (isSelecting(service)) syncEndpoints(parts, service);
    return true;
  });
  const both = [slices, legacy];
  store.subscribe('Service', ({ before, after }) => {
    for (const each of both) wake(each, (after ?? before)?.metadata.name ?? '');
  });
  store.subscribe('Pod', ({ before, after }) => {
    for (const name of affectedServices(store, podOf(before), podOf(after))) {
      for (const each of both) wake(each, name);
    }
  });
  store.subscribe('EndpointSlice', ({ actor, before, after }) => {
    const name = (after ?? before)?.metadata.labels?.[serviceNameLabel];
    if (actor !== sliceActor && name !== undefined) wakeLater(slices, name, backOffMs);
  });
  store.subscribe('Endpoints', ({ actor, before, after }) => {
    if (!after && before && actor !== endpointsActor) wake(legacy, before.metadata.name);
  });
}

function half(parts: ActorParts, name: string, sync: Half['sync']): Half {
  const random = parts.random.fork(name);
  return { ...parts, random, pending: new Set(), failures: new Map(), sync };
}

function podOf(object: Change['after']): Pod | undefined {
  return object?.kind === 'Pod' ? object : undefined;
}

function wake(state: Half, name: string): void {
  const { pending, failures } = state;
  if (pending.has(name)) return;
  pending.add(name);
  const delay = between(state.random, 1, 80, 'endpoints');
  state.availability.after(delay, 'endpoints-sync', () => {
    pending.delete(name);
    const failed = (failures.get(name) ?? 0) + 1;
    if (state.sync(name) || failed > retriesMax) {
      failures.delete(name);
      return;
    }
    failures.set(name, failed);
    wakeLater(state, name, backOffMs * 2 ** (failed - 1));
  });
}

function wakeLater(state: Half, name: string, delay: Millis): void {
  state.clock.after(delay, 'endpoints-sync', () => wake(state, name));
}
