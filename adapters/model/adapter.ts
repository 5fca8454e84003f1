/** The reference model as an adapter: scenarios play in virtual time, in one process, and the same
 * scenario with the same seed gives the same trace to the last byte. */
import {
  modelClockToleranceMs,
  modelHoldMs,
  modelQuietMs,
  modelSettleDeadlineMs,
  modelStalenessMs,
  modelSyncMs,
} from '../../specs/deadlines.ts';
import type { FeatureGate, Version } from '../../specs/features.ts';
import { featuresOf } from '../../specs/features.ts';
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import type { Component, Millis, Scenario } from '../../specs/scenario.ts';
import type { Target } from '../../specs/target.ts';
import { guarantees } from '../../specs/target.ts';
import type { Adapter, Environment, Observation } from '../adapter.ts';
import { AdapterError } from '../adapter.ts';
import { startedAt } from './clock.ts';
import { submit } from './commands.ts';
import type { ControllerFactory } from './controller.ts';
import { faults, inject } from './faults.ts';
import type { DrawListener } from './random.ts';
import type { Change } from './store.ts';
import { newWorld } from './world.ts';
import type { World } from './world.ts';

export interface ModelOptions {
  /** The Kubernetes release whose controllers are modelled, for its feature gates. */
  readonly version?: Version;
  readonly featureGates?: Partial<Record<FeatureGate, boolean>>;
  /** Controllers to run instead of the model's own. */
  readonly controllers?: Partial<Record<Component, ControllerFactory>>;
  /** Hears every choice that is drawn from the seed: which stream, what for, out of how many. */
  readonly onDraw?: DrawListener;
}

/** What the model leaves out of Kubernetes, for reports. Each file says it in more detail. */
export const notModelled: readonly string[] = [
  'resources, ports, preferences, priorities and preemption in scheduling',
  'volumes and storage classes behind claims; provisioning that fails',
  'probes, images, container restart back-off and eviction under resource pressure',
  'admission webhooks, server-side apply, managedFields and Events',
  'watches that break while the API server is up; lists that skip versions in between',
  'several workers per controller; client-side rate limits; leader election',
  'a garbage collector whose graph lags; cycles of owners',
  'DNS and traffic; several address families; namespaces',
];

/** The release that the model follows unless told otherwise. */
export const modelVersion: Version = '1.36.3';

/** Plays scenarios on the reference model. */
export function modelAdapter(options: ModelOptions = {}): Adapter {
  const version = options.version ?? modelVersion;
  const features = featuresOf(version, options.featureGates);
  const target: Target = {
    version,
    features: [...features],
    guarantees,
    stalenessMs: modelStalenessMs + modelSyncMs,
    clockToleranceMs: modelClockToleranceMs,
  };
  return {
    name: 'model',
    capabilities: new Set(faults),
    budgets: {
      quietMs: modelQuietMs,
      settleDeadlineMs: modelSettleDeadlineMs,
      holdMs: modelHoldMs,
    },
    describe: () => Promise.resolve(target),
    async open(scenario: Scenario) {
      const { seed } = scenario;
      const { controllers = {}, onDraw } = options;
      const world = newWorld({ seed, features, controllers, ...(onDraw && { onDraw }) });
      for (const shape of scenario.nodes) world.addNode(shape, 'suite');
      return environmentOf(world, target);
    },
    close: () => Promise.resolve(),
  };
}

function environmentOf(world: World, target: Target): Environment {
  const { clock, store } = world;
  let drained = 0;
  return {
    target,
    startedAt,
    now: clock.now,
    async wait(duration) {
      advance(world, clock.now() + duration);
    },
    waitForRest: async (quiet, deadline) => advanceToRest(world, quiet, deadline),
    list: async (kind) => [...store.list(kind)] as readonly KubernetesObject[],
    submit: async (command, resolved) => submit(world, command, resolved),
    inject: async (fault, resolved) => inject(world, fault, resolved),
    drain() {
      const observations = store.log.slice(drained).map(observationOf);
      drained = store.log.length;
      return observations;
    },
    unfit: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
}

function advance(world: World, until: Millis): void {
  while (step(world, until));
  world.clock.jump(until);
}

/** What is written without end never rests, however long one waits. A scenario has hundreds of
 * changes, a long one some thousands. */
const maxChanges = 12_000;

function step({ clock, store }: World, until: Millis): boolean {
  if (store.log.length > maxChanges) {
    throw new AdapterError(`the model goes on writing without end (${maxChanges} changes)`);
  }
  return clock.step(until);
}

/** Until nothing was stored for `quiet`, and every key whose sync failed has been tried again since
 * the last change was to be seen: after an outage a retry may come later than any silence that one
 * would wait for. False when that does not happen before `deadline`. */
function advanceToRest(world: World, quiet: Millis, deadline: Millis): boolean {
  const { clock, store } = world;
  let changed = clock.now();
  let rest = changed + quiet;
  for (;;) {
    const seen = store.log.length;
    const isBusy = step(world, Math.min(rest, deadline));
    if (store.log.length > seen) {
      changed = clock.now();
      rest = changed + quiet;
    }
    if (isBusy) continue;
    clock.jump(Math.min(rest, deadline));
    const retry = lastRetry(world, changed + modelStalenessMs);
    if (retry === undefined || rest > deadline) return rest <= deadline;
    rest = Math.max(retry, clock.now()) + quiet;
  }
}

function lastRetry({ components, companions }: World, before: Millis): Millis | undefined {
  const all = [...components.values(), ...companions];
  const dues = all.flatMap((each) => each.retryPending(before) ?? []);
  return dues.length === 0 ? undefined : Math.max(...dues);
}

function observationOf({ at, actor, before, after, revision }: Change): Observation {
  const object = after ?? before;
  if (!object) throw new Error('a change without an object');
  const change = after ? (before ? 'MODIFIED' : 'ADDED') : 'DELETED';
  return { event: 'change', at, change, object, revision, actor };
}
