/**
 * Composes the model: one clock, one store, one API server, and everybody who writes to it. What
 * can occur is the closed list `Happening` in `clock.ts`.
 */
import type { Feature } from '../../specs/features.ts';
import type { Condition, Labels, Node } from '../../specs/kubernetes.ts';
import { managedLabel, poolLabel } from '../../specs/manifest.ts';
import type { Placement } from '../../specs/manifest.ts';
import type { Component as ComponentName, NodeShape } from '../../specs/scenario.ts';
import { components as componentNames } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import type { ActorParts } from './actor.ts';
import { apiServer } from './apiserver.ts';
import { availability } from './availability.ts';
import { startClaimControllers } from './claims.ts';
import { virtualClock } from './clock.ts';
import { component } from './component.ts';
import type { Component } from './component.ts';
import type { ApiResponse, ControllerFactory } from './controller.ts';
import { startGarbageCollector } from './controllers/garbage-collector.ts';
import type { ControllerEntry } from './controllers/index.ts';
import { companions, controllers } from './controllers/index.ts';
import { startNodeLifecycle } from './controllers/node-lifecycle.ts';
import { startPodGarbageCollector } from './controllers/pod-garbage-collector.ts';
import { startTaintEviction } from './controllers/taint-eviction.ts';
import { heartbeats } from './heartbeats.ts';
import type { Heartbeats } from './heartbeats.ts';
import { startKubelets } from './kubelet.ts';
import type { Kubelets } from './kubelet.ts';
import { lagProfiles } from './lag.ts';
import { randomFrom } from './random.ts';
import type { DrawListener } from './random.ts';
import { startScheduler } from './scheduler.ts';
import { emptyStore } from './store.ts';

/** Where every scenario's objects live in the model. */
export const placement: Placement = {
  namespace: 'plimsoll',
  pool: 'model',
  image: 'plimsoll.dev/pod',
};

export interface WorldOptions {
  readonly seed: number;
  readonly features: ReadonlySet<Feature>;
  /** Takes the place of a controller of the model. */
  readonly controllers: Partial<Record<ComponentName, ControllerFactory>>;
  readonly onDraw?: DrawListener;
}

export interface World extends ActorParts {
  readonly features: ReadonlySet<Feature>;
  readonly heartbeats: Heartbeats;
  readonly kubelets: Kubelets;
  readonly components: ReadonlyMap<ComponentName, Component>;
  /** The controllers that no scenario singles out, but that go down with those. */
  readonly companions: readonly Component[];
  /** Adds the next node of the scenario: `node-0`, `node-1`, … */
  addNode(shape: NodeShape, actor: Actor): ApiResponse;
}

/** A world with nothing in it, at its first moment. */
export function newWorld(options: WorldOptions): World {
  const random = randomFrom(options.seed, options.onDraw);
  const { features } = options;
  const clock = virtualClock(random.fork('clock'));
  const store = emptyStore(clock.now);
  const { namespace } = placement;
  const server = apiServer({ store, clock, random: random.fork('apiserver'), features, namespace });
  const parts: ActorParts = {
    store,
    server,
    availability: availability(clock, random.fork('availability')),
    clock,
    random,
  };
  const beats = heartbeats();
  startScheduler(parts);
  startClaimControllers(parts);
  startGarbageCollector(parts);
  startNodeLifecycle({ ...parts, heartbeats: beats });
  startTaintEviction(parts);
  startPodGarbageCollector(parts);
  const kubelets = startKubelets({ ...parts, heartbeats: beats });
  let nodes = 0;
  return {
    ...parts,
    features,
    heartbeats: beats,
    kubelets,
    ...prepareComponents(parts, options),
    addNode(shape, actor) {
      const object = nodeOf(`node-${nodes}`, shape, clock.timestamp());
      nodes += 1;
      return server.execute({ verb: 'create', object }, actor);
    },
  };
}

/** A controller starts with the first object of its own kind: before that it has nothing to do. */
function prepareComponents(
  parts: ActorParts,
  options: WorldOptions,
): Pick<World, 'components' | 'companions'> {
  const { features } = options;
  const drawLagProfile = lagProfiles(parts.random.fork('lag'));
  const prepare = (name: string, { kind, factory }: ControllerEntry): Component => {
    const random = parts.random.fork(name);
    const made = component({ ...parts, factory, features, random, drawLagProfile });
    const unsubscribe = parts.store.subscribe(kind, () => {
      unsubscribe();
      parts.clock.after(0, 'component-start', () => made.start());
    });
    return made;
  };
  const components = new Map<ComponentName, Component>();
  for (const name of componentNames) {
    const { kind, factory } = controllers[name];
    const entry = { kind, factory: options.controllers[name] ?? factory };
    components.set(name, prepare(name, entry));
  }
  const others = Object.entries(companions).map(([name, entry]) => prepare(name, entry));
  return { components, companions: others };
}

function nodeOf(name: string, shape: NodeShape, now: string): Node {
  const ready: Condition = {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    lastTransitionTime: now,
  };
  const labels: Labels = {
    ...shape.labels,
    [poolLabel]: placement.pool,
    [managedLabel]: 'plimsoll',
    'kubernetes.io/hostname': name,
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: '', resourceVersion: '', creationTimestamp: now, labels },
    spec: { ...(shape.taints && shape.taints.length > 0 && { taints: shape.taints }) },
    status: { conditions: [ready] },
  };
}
