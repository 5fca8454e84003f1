/** For tests of the model: worlds whose workload controllers do nothing, and what to put there. */
import { annotationsOf, defaultBehaviour } from '../../specs/behaviour.ts';
import type { PodBehaviour } from '../../specs/behaviour.ts';
import { featuresOf } from '../../specs/features.ts';
import type { Feature } from '../../specs/features.ts';
import type { Kind, KubernetesObject, OwnerReference, Pod } from '../../specs/kubernetes.ts';
import { poolLabel } from '../../specs/manifest.ts';
import type { Component, Millis } from '../../specs/scenario.ts';
import { components } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import type { ServerRequest } from './apiserver.ts';
import type { ControllerFactory, Draft, Sync, SyncResult } from './controller.ts';
import type { Change } from './store.ts';
import { newWorld } from './world.ts';
import type { World } from './world.ts';

/** A sync that sends nothing. */
export function* ended(result: SyncResult): Sync {
  yield* [];
  return result;
}

/** A controller that is there but never does anything. */
export function idleController(actor: Actor): ControllerFactory {
  return () => ({
    actor,
    watches: [],
    readsItsWrites: [],
    handle: () => [],
    sync: () => ended('done'),
  });
}

/** A world in which only its own actors act: nothing reacts to Deployments and their like. */
export function worldWithoutControllers(
  seed = 1,
  overrides: Partial<Record<Component, ControllerFactory>> = {},
  features: ReadonlySet<Feature> = featuresOf('1.36'),
): World {
  const idle = Object.fromEntries(components.map((name) => [name, idleController(name)]));
  return newWorld({ seed, features, controllers: { ...idle, ...overrides } });
}

/** Lets everything happen that is due within a stretch of time. */
export function pass(world: World, duration: Millis): void {
  const until = world.clock.now() + duration;
  while (world.clock.step(until));
  world.clock.jump(until);
}

/** Executes a request that must succeed. */
export function must(
  world: Pick<World, 'server'>,
  request: ServerRequest,
  actor: Actor = 'user',
): KubernetesObject {
  const response = world.server.execute(request, actor);
  if (!response.ok) throw new Error(`${response.error}: ${response.message}`);
  return response.object;
}

export interface PodOptions {
  readonly behaviour?: Partial<PodBehaviour>;
  readonly spec?: Partial<Pod['spec']>;
  readonly finalizers?: readonly string[];
  readonly owners?: readonly OwnerReference[];
}

/** A pod that any node of a scenario may run. */
export function podDraft(name: string, options: PodOptions = {}): Draft {
  const { behaviour, spec, finalizers, owners } = options;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: { app: name },
      annotations: annotationsOf({ ...defaultBehaviour, ...behaviour }),
      ...(finalizers && { finalizers }),
      ...(owners && { ownerReferences: owners }),
    },
    spec: {
      nodeSelector: { [poolLabel]: 'model' },
      terminationGracePeriodSeconds: 5,
      containers: [{ name: 'main', image: 'plimsoll.dev/pod:a' }],
      ...spec,
    },
  };
}

/** Creates a pod. */
export function makePod(world: World, name: string, options: PodOptions = {}): Pod {
  return must(world, { verb: 'create', object: podDraft(name, options) }) as Pod;
}

/** A reference to an owner, as controllers set it. */
export function ownerReferenceTo(owner: KubernetesObject, isController = true): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: isController,
    blockOwnerDeletion: true,
  };
}

/** A template and the selector that goes with it. */
export function workloadSpec(): Pick<
  Extract<Draft, { kind: 'ReplicaSet' }>['spec'],
  'selector' | 'template'
> {
  return {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'main', image: 'plimsoll.dev/pod:a' }] },
    },
  };
}

/** Creates an object of a workload kind with a spec that needs no more than `fields` say. */
export function makeWorkload(
  world: Pick<World, 'server'>,
  kind: Kind,
  name: string,
  fields: object = {},
  owners: readonly OwnerReference[] = [],
): KubernetesObject {
  const object = {
    kind,
    metadata: { name, ...(owners.length > 0 && { ownerReferences: owners }) },
    spec: { ...workloadSpec(), ...fields },
  } as unknown as Draft;
  return must(world, { verb: 'create', object });
}

/** One line for each change, for comparing with what should have happened. */
export function tell(changes: readonly Change[]): readonly string[] {
  return changes.map(({ actor, before, after }) => {
    const object = after ?? before;
    const verb = after ? (before ? 'MODIFIED' : 'ADDED') : 'DELETED';
    return `${actor} ${verb} ${object?.kind}/${object?.metadata.name}`;
  });
}
