/**
 * A workbench for the tests of the Deployment and ReplicaSet controllers: the model's API server
 * with caches that never lag, and nobody else at work. Tests play the kubelet themselves.
 */
import { featuresOf } from '../../../../specs/features.ts';
import type { Feature } from '../../../../specs/features.ts';
import { controllerOf, timestampOf } from '../../../../specs/kubernetes.ts';
import type {
  Deployment,
  Kind,
  KubernetesObject,
  ObjectOf,
  Pod,
  PodTemplate,
  ReplicaSet,
} from '../../../../specs/kubernetes.ts';
import { apiServer } from '../../apiserver.ts';
import { virtualClock } from '../../clock.ts';
import type {
  ApiRequest,
  ApiResponse,
  Cache,
  Draft,
  Sync,
  SyncContext,
  SyncResult,
} from '../../controller.ts';
import { randomFrom } from '../../random.ts';
import { emptyStore } from '../../store.ts';

/** What a sync asked for, in order, and how it ended. */
export interface Run {
  readonly requests: readonly ApiRequest[];
  readonly result: SyncResult;
}

/** Answers in the API server's place; nothing lets the API server answer. */
export type Interception = (request: ApiRequest) => ApiResponse | undefined;

export interface Workbench {
  readonly context: SyncContext;
  /** Runs one sync to its end. */
  run(sync: Sync, intercept?: Interception): Run;
  /** Stores an object as a user would create it. */
  create<K extends Kind>(draft: Draft & { readonly kind: K }): ObjectOf<K>;
  /** Replaces an object's metadata and spec. */
  update(object: KubernetesObject): void;
  /** Replaces an object's status, whatever it was; binds a pod to the node that it names. */
  report(object: KubernetesObject): void;
  remove(kind: Kind, name: string, propagationPolicy?: 'Foreground'): void;
  get<K extends Kind>(kind: K, name: string): ObjectOf<K>;
  list<K extends Kind>(kind: K): readonly ObjectOf<K>[];
  /** Lets time pass. */
  pass(milliseconds: number): void;
  /** From now on the caches show what is stored now, until `thaw`. */
  freeze(): void;
  thaw(): void;
}

/** An empty world. */
export function workbench(features: ReadonlySet<Feature> = featuresOf('1.36.3')): Workbench {
  const random = randomFrom(1);
  const clock = virtualClock(random);
  const store = emptyStore(clock.now);
  const server = apiServer({ store, clock, random, features, namespace: 'plimsoll' });
  let frozen: readonly KubernetesObject[] | undefined;

  function list<K extends Kind>(kind: K): readonly ObjectOf<K>[] {
    const objects = frozen ? frozen.filter((each) => each.kind === kind) : [...store.list(kind)];
    return (objects as ObjectOf<K>[]).toSorted((left, right) =>
      left.metadata.name < right.metadata.name ? -1 : 1,
    );
  }
  const ownerOf = (object: KubernetesObject) => controllerOf(object)?.uid;
  const cache: Cache = {
    get: (kind, name) => list(kind).find((each) => each.metadata.name === name),
    list,
    owned: (kind, uid) => list(kind).filter((each) => ownerOf(each) === uid),
    orphans: (kind) => list(kind).filter((each) => ownerOf(each) === undefined),
  };

  function run(sync: Sync, intercept: Interception = () => undefined): Run {
    const requests: ApiRequest[] = [];
    let step = sync.next();
    while (step.done !== true) {
      requests.push(step.value);
      step = sync.next(intercept(step.value) ?? server.execute(step.value, 'user'));
    }
    return { requests, result: step.value };
  }
  /** Binds a pod that is reported on a node, as a scheduler would have done before. */
  function bind(object: KubernetesObject): void {
    if (object.kind !== 'Pod' || object.spec.nodeName === undefined) return;
    const pod = store.get('Pod', object.metadata.name);
    if (pod === undefined || pod.spec.nodeName !== undefined) return;
    demand(server.execute({ verb: 'bind', pod, nodeName: object.spec.nodeName }, 'scheduler'));
  }
  function demand(response: ApiResponse): KubernetesObject {
    if (!response.ok) throw new Error(response.message);
    return response.object;
  }
  return {
    context: { cache, features, nowMs: clock.epochMs, shuffle: (items) => items.toReversed() },
    run,
    create: <K extends Kind>(object: Draft & { readonly kind: K }) =>
      demand(server.execute({ verb: 'create', object }, 'user')) as ObjectOf<K>,
    update: (object) => void demand(server.execute({ verb: 'update', object }, 'user')),
    report: (object) => {
      bind(object);
      demand(server.execute({ verb: 'report', object }, 'kubelet'));
    },
    remove: (kind, name, propagationPolicy) =>
      void demand(
        server.execute(
          { verb: 'delete', kind, name, ...(propagationPolicy && { propagationPolicy }) },
          'user',
        ),
      ),
    get: <K extends Kind>(kind: K, name: string) => {
      const found = store.get(kind, name);
      if (found === undefined) throw new Error(`no ${kind} ${name}`);
      return found;
    },
    list: (kind) => [...store.list(kind)],
    pass: (milliseconds) => clock.jump(clock.now() + milliseconds),
    freeze() {
      const kinds: readonly Kind[] = ['Deployment', 'ReplicaSet', 'Pod'];
      frozen = kinds.flatMap((kind): KubernetesObject[] => [...store.list(kind)]);
    },
    thaw() {
      frozen = undefined;
    },
  };
}

/** A template whose image says its revision. */
export function template(revision: string, labels = { app: 'web' }): PodTemplate {
  const containers = [{ name: 'main', image: `pod:${revision}` }];
  return { metadata: { labels }, spec: { containers } };
}

type DeploymentSpec = Deployment['spec'];

/** A Deployment `web` of revision a; `changes` replace parts of its spec. */
export function deployment(changes: Partial<DeploymentSpec> = {}): Draft & { kind: 'Deployment' } {
  const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 };
  const spec: DeploymentSpec = {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: template('a'),
    strategy: { type: 'RollingUpdate', rollingUpdate },
    ...changes,
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
}

/** A ReplicaSet `web` without an owner; `changes` replace parts of its spec. */
export function replicaSet(
  changes: Partial<ReplicaSet['spec']> = {},
): Draft & { kind: 'ReplicaSet' } {
  const spec = {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: template('a'),
    ...changes,
  };
  return { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web' }, spec };
}

/** The pod as a kubelet reports it: running, and ready since `sinceMs`. */
export function ready(pod: Pod, sinceMs: number, nodeName = 'node-0'): Pod {
  const lastTransitionTime = timestampOf(sinceMs);
  const conditions = [{ type: 'Ready', status: 'True' as const, lastTransitionTime }];
  return {
    ...pod,
    spec: { ...pod.spec, nodeName },
    status: { ...pod.status, phase: 'Running', conditions },
  };
}

/** The ReplicaSet as its own controller reports it when all its pods are `available`. */
export function reported(set: ReplicaSet, replicas: number, available: number): ReplicaSet {
  const status = {
    replicas,
    ...(available > 0 && { readyReplicas: available, availableReplicas: available }),
    terminatingReplicas: 0,
    observedGeneration: set.metadata.generation ?? 0,
  };
  return { ...set, status };
}
