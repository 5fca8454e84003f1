/**
 * Runs one controller as a process: informers and their handlers fill its queue, one worker takes
 * a key after the other and drives its sync, one API request per event. The process can be killed
 * between any two events; a request in flight may then take effect or not.
 *
 * Not modelled: several workers (upstream has five), so syncs of two keys of one controller never
 * interleave; leader election; client-side rate limits; the mutation detector.
 */
import type { Feature } from '../../specs/features.ts';
import type { Kind } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { ApiServer } from './apiserver.ts';
import type { Availability } from './availability.ts';
import type { Clock } from './clock.ts';
import type {
  ApiRequest,
  ApiResponse,
  Cache,
  Controller,
  ControllerFactory,
  Notice,
  Sync,
  SyncContext,
  SyncResult,
} from './controller.ts';
import { startInformer } from './informer.ts';
import type { Informer } from './informer.ts';
import { drawLatency, requestTime } from './lag.ts';
import type { LagProfile, Latency } from './lag.ts';
import { between, isOneIn, shuffle } from './random.ts';
import type { Random } from './random.ts';
import type { Store } from './store.ts';
import { workQueue } from './workqueue.ts';
import type { WorkQueue } from './workqueue.ts';

export interface Component {
  isRunning(): boolean;
  start(): void;
  /** Ends the process at once. */
  kill(): void;
  /** Makes its informers deliver as late as they may, until called with false. */
  stall(isStalled: boolean): void;
  /** When the last retry is due of the keys that failed before a moment. */
  retryPending(before: Millis): Millis | undefined;
}

export interface ComponentParts {
  readonly factory: ControllerFactory;
  readonly store: Store;
  readonly server: ApiServer;
  readonly availability: Availability;
  readonly clock: Clock;
  readonly random: Random;
  readonly features: ReadonlySet<Feature>;
  readonly drawLagProfile: (random: Random) => LagProfile;
}

/** A component that is not running yet. */
export function component(parts: ComponentParts): Component {
  let instance: Instance | undefined;
  let isFirstStart = true;
  let isStalled = false;

  const updateStall = () =>
    instance?.informers.forEach((each) => each.stall(isStalled || !parts.availability.isUp()));
  parts.availability.subscribe((isUp) => {
    if (!isUp && instance) loseResponse(instance);
    updateStall();
    if (isUp) instance?.informers.forEach((each) => each.relist());
  });

  return {
    isRunning: () => instance !== undefined,
    start() {
      if (instance) return;
      instance = startInstance(parts, !isFirstStart);
      isFirstStart = false;
      updateStall();
    },
    kill() {
      if (instance) killInstance(instance);
      instance = undefined;
    },
    stall(next) {
      isStalled = next;
      updateStall();
    },
    retryPending: (before) => instance?.queue.retryPending(before),
  };
}

/** One life of a component; everything in it is lost when it is killed. */
interface Instance {
  readonly parts: ComponentParts;
  readonly controller: Controller;
  readonly context: SyncContext;
  readonly queue: WorkQueue;
  readonly latency: Latency;
  readonly informers: ReadonlyMap<Kind, Informer<Kind>>;
  /** The newest revision that a sync of a key wrote, by key and kind. */
  readonly writes: Map<string, Map<Kind, number>>;
  isBusy: boolean;
  isAlive: boolean;
  flight: Flight | undefined;
}

/** A sync that has begun. */
interface Running {
  readonly key: string;
  readonly steps: Sync;
  readonly since: Millis;
}

/** A request that is on its way to the server. */
interface Flight {
  readonly request: ApiRequest;
  /** It has been executed, but the answer was lost. */
  isLost: boolean;
}

function startInstance(parts: ComponentParts, isRestart: boolean): Instance {
  const { clock, features } = parts;
  const random = parts.random;
  const controller = parts.factory(features);
  const informers = new Map<Kind, Informer<Kind>>();
  const context: SyncContext = {
    cache: cacheOf(informers),
    features,
    nowMs: clock.epochMs,
    shuffle: (items) => shuffle(random, items, 'batch'),
  };
  const instance: Instance = {
    parts,
    controller,
    context,
    queue: workQueue(clock, () => wake(instance), controller.firstRetryMs),
    latency: drawLatency(random),
    informers,
    writes: new Map(),
    isBusy: false,
    isAlive: true,
    flight: undefined,
  };
  const deliver = (notice: Notice) => handle(instance, notice);
  for (const kind of controller.watches) {
    const lag = parts.drawLagProfile(random);
    const informer = startInformer(kind, { ...parts, lag, deliver }, isRestart);
    informers.set(kind, informer as unknown as Informer<Kind>);
  }
  // Handlers hear of the first lists only when every informer has one, as upstream.
  for (const { kind, table } of informers.values()) {
    for (const after of table.all()) handle(instance, { kind, before: undefined, after });
  }
  return instance;
}

/** Every lookup goes to what the informers have at that moment. */
function cacheOf(informers: ReadonlyMap<Kind, Informer<Kind>>): Cache {
  function tableOf<K extends Kind>(kind: K) {
    const informer = informers.get(kind);
    if (!informer) throw new Error(`a controller reads ${kind} without watching it`);
    return (informer as unknown as Informer<K>).table;
  }
  return {
    get: (kind, name) => tableOf(kind).get(name),
    list: (kind) => tableOf(kind).all(),
    owned: (kind, ownerUid) => tableOf(kind).owned(ownerUid),
    orphans: (kind) => tableOf(kind).orphans(),
  };
}

function handle(instance: Instance, notice: Notice): void {
  for (const { key, afterMs } of instance.controller.handle(notice, instance.context)) {
    instance.queue.addAfter(key, afterMs ?? 0);
  }
}

function wake(instance: Instance): void {
  if (instance.isBusy || !instance.isAlive || instance.queue.isEmpty()) return;
  instance.isBusy = true;
  const { clock, random } = instance.parts;
  clock.after(between(random, 0, 3, 'worker'), 'sync-start', () => {
    if (instance.isAlive) takeNext(instance);
  });
}

function takeNext(instance: Instance): void {
  const key = instance.queue.take();
  instance.isBusy = key !== undefined;
  if (key === undefined) return;
  if (!hasSeenItsWrites(instance, key)) {
    finish(instance, key, 'retry');
    return;
  }
  instance.writes.delete(key);
  const steps = instance.controller.sync(key, instance.context);
  const sync: Running = { key, steps, since: instance.parts.clock.now() };
  proceed(instance, sync, steps.next());
}

/** The caches have caught up with everything that earlier syncs of the key wrote. */
function hasSeenItsWrites(instance: Instance, key: string): boolean {
  for (const [kind, revision] of instance.writes.get(key) ?? []) {
    if ((instance.informers.get(kind)?.revision() ?? revision) < revision) return false;
  }
  return true;
}

function proceed(
  instance: Instance,
  sync: Running,
  step: IteratorResult<ApiRequest, SyncResult>,
): void {
  if (step.done) {
    finish(instance, sync.key, step.value);
    return;
  }
  const { clock, random } = instance.parts;
  const flight: Flight = { request: step.value, isLost: false };
  instance.flight = flight;
  const delay = requestTime(instance.latency, random, clock.now() - sync.since);
  clock.after(delay, 'api-request', () => {
    if (!instance.isAlive) return;
    instance.flight = undefined;
    const response = send(instance, flight);
    if (response.ok) record(instance, sync.key, flight.request, response);
    proceed(instance, sync, sync.steps.next(response));
  });
}

const unavailable: ApiResponse = {
  ok: false,
  error: 'Unavailable',
  message: 'the API server does not answer',
};

function send({ parts, controller }: Instance, flight: Flight): ApiResponse {
  if (flight.isLost || !parts.availability.isUp()) return unavailable;
  return parts.server.execute(flight.request, controller.actor);
}

function record(instance: Instance, key: string, request: ApiRequest, response: ApiResponse): void {
  if (!response.ok || request.verb === 'delete' || request.verb === 'get') return;
  const { kind, metadata } = response.object;
  if (!instance.controller.readsItsWrites.includes(kind)) return;
  const written = instance.writes.get(key) ?? new Map<Kind, number>();
  written.set(kind, Math.max(written.get(kind) ?? 0, Number(metadata.resourceVersion)));
  instance.writes.set(key, written);
}

function finish(instance: Instance, key: string, result: SyncResult): void {
  const { queue, controller } = instance;
  if (result === 'retry') {
    const isGivenUp =
      controller.maxRetries !== undefined && queue.retriesOf(key) >= controller.maxRetries;
    if (isGivenUp) queue.forget(key);
    else queue.addRateLimited(key);
  } else {
    queue.forget(key);
    if (result !== 'done') queue.addAfter(key, result.requeueAfterMs);
  }
  instance.isBusy = false;
  queue.done(key);
  wake(instance);
}

/** The server goes away: a request in flight may have been executed although no answer comes. */
function loseResponse(instance: Instance): void {
  const { flight, parts, controller } = instance;
  if (!flight || flight.isLost || isOneIn(parts.random, 2, 'request-is-lost')) return;
  flight.isLost = true;
  parts.server.execute(flight.request, controller.actor);
}

function killInstance(instance: Instance): void {
  loseResponse(instance);
  instance.isAlive = false;
  instance.queue.stop();
  for (const informer of instance.informers.values()) informer.stop();
}
