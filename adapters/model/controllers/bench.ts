/**
 * A bench for testing one controller: the model's API server, caches that never lag unless they are
 * frozen, nobody else at work. Its kubelet acts when it is told to.
 */
import { featuresOf } from '../../../specs/features.ts';
import type { FeatureGate, Version } from '../../../specs/features.ts';
import { controllerOf, kinds, timestampOf } from '../../../specs/kubernetes.ts';
import type { Kind, KubernetesObject, ObjectOf, Pod } from '../../../specs/kubernetes.ts';
import type { ServerRequest } from '../apiserver.ts';
import { apiServer } from '../apiserver.ts';
import { virtualClock } from '../clock.ts';
import type {
  ApiFailure,
  ApiRequest,
  ApiResponse,
  Cache,
  ControllerFactory,
  Draft,
  Notice,
  SyncContext,
  SyncResult,
} from '../controller.ts';
import { randomFrom } from '../random.ts';
import { emptyStore } from '../store.ts';
import type { Store } from '../store.ts';
import { targetNodeOf } from './daemonset/pods.ts';

/** Answers a request with a failure, or lets it pass. */
type Refusal = (request: ApiRequest) => ApiFailure | undefined;

/** What one sync did: its requests as `create Pod/web-0`, in order, and how it ended. */
export interface Synced {
  readonly requests: readonly string[];
  readonly result: SyncResult;
}

export interface Bench {
  readonly context: SyncContext;
  sync(key: string, refuse?: Refusal): Synced;
  /** Which keys a change wakes, as `web`, or `web5000` for one in five seconds. */
  wakes(notice: Notice): readonly string[];
  create<K extends Kind>(draft: Draft & { readonly kind: K }): ObjectOf<K>;
  send(request: ServerRequest): KubernetesObject;
  get<K extends Kind>(kind: K, name: string): ObjectOf<K>;
  list<K extends Kind>(kind: K): readonly ObjectOf<K>[];
  names(kind: Kind): readonly string[];
  /** Replaces parts of an object's spec. */
  patch(kind: Kind, name: string, spec: Readonly<Record<string, unknown>>): void;
  /** Binds the pods that have no node, makes those that are Pending Running and Ready. */
  start(...names: readonly string[]): void;
  setReady(name: string, isReady: boolean): void;
  setPhase(name: string, phase: NonNullable<Pod['status']['phase']>): void;
  /** Removes the terminating pods. */
  reap(): void;
  /** Syncs, starts and reaps until nothing changes; the requests of all syncs. */
  settle(key: string): readonly string[];
  pass(milliseconds: number): void;
  /** From now on the caches show what is stored now, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Ends the controller's process and starts another. */
  restart(): void;
}

/** An empty world with one controller. */
export function bench(
  factory: ControllerFactory,
  gates: Partial<Record<FeatureGate, boolean>> = {},
  version: Version = '1.36.3',
): Bench {
  const features = featuresOf(version, gates);
  const random = randomFrom(1);
  const clock = virtualClock(random);
  const store = emptyStore(clock.now);
  const server = apiServer({ store, clock, random, features, namespace: 'plimsoll' });
  let controller = factory(features);
  const view = freezable(store, (notice) => controller.handle(notice, context));
  const { cache } = view;
  const shuffle = <T>(items: readonly T[]) => [...items];
  const context = { cache, features, nowMs: clock.epochMs, shuffle };
  const send = (request: ServerRequest) => demand(server.execute(request, 'user'));
  const kubelet = kubeletOf(store, send, clock.epochMs);

  function sync(key: string, refuse: Refusal = () => undefined): Synced {
    const requests: string[] = [];
    const steps = controller.sync(key, context);
    let step = steps.next();
    while (step.done !== true) {
      requests.push(summaryOf(step.value));
      const error = refuse(step.value);
      const answer = error ? refusal(error) : server.execute(step.value, 'user');
      step = steps.next(answer);
    }
    return { requests, result: step.value };
  }
  return {
    context,
    sync,
    send,
    ...kubelet,
    ...view,
    settle: (key) => settle(() => sync(key).requests, kubelet),
    wakes: (notice) =>
      controller.handle(notice, context).map(({ key, afterMs }) => `${key}${afterMs ?? ''}`),
    create: <K extends Kind>(object: Draft & { readonly kind: K }) =>
      send({ verb: 'create', object }) as ObjectOf<K>,
    get: (kind, name) => existing(store.get(kind, name)),
    list: (kind) => [...store.list(kind)],
    names: (kind) => [...store.list(kind)].map(({ metadata }) => metadata.name).toSorted(),
    patch: (kind, name, spec) =>
      void send({ verb: 'jsonPatch', kind, name, operations: operationsOf(spec) }),
    pass: (milliseconds) => clock.jump(clock.now() + milliseconds),
    restart() {
      controller = factory(features);
    },
  };
}

/** A cache of everything that tells its changes, and can be made to stand still. */
function freezable(
  store: Store,
  tell: (notice: Notice) => void,
): Pick<Bench, 'freeze' | 'thaw'> & { readonly cache: Cache } {
  let frozen: readonly KubernetesObject[] | undefined;
  const untold: Notice[] = [];
  for (const kind of kinds) {
    store.subscribe(kind, (change) => {
      if (frozen === undefined) tell(change);
      else untold.push(change);
    });
  }
  function list<K extends Kind>(kind: K): readonly ObjectOf<K>[] {
    const objects = frozen?.filter((each) => each.kind === kind) ?? store.list(kind);
    return ([...objects] as ObjectOf<K>[]).toSorted((left, right) =>
      left.metadata.name < right.metadata.name ? -1 : 1,
    );
  }
  const uidOf = (object: KubernetesObject) => controllerOf(object)?.uid;
  return {
    cache: {
      get: (kind, name) => list(kind).find((each) => each.metadata.name === name),
      list,
      owned: (kind, uid) => list(kind).filter((each) => uidOf(each) === uid),
      orphans: (kind) => list(kind).filter((each) => uidOf(each) === undefined),
    },
    freeze() {
      frozen = kinds.flatMap((kind): KubernetesObject[] => [...store.list(kind)]);
    },
    thaw() {
      frozen = undefined;
      for (const notice of untold.splice(0)) tell(notice);
    },
  };
}

type Kubelet = Pick<Bench, 'start' | 'setReady' | 'setPhase' | 'reap'>;

function kubeletOf(
  store: Store,
  send: (request: ServerRequest) => KubernetesObject,
  epochMs: () => number,
): Kubelet {
  function report(name: string, status: Pod['status']): void {
    const pod = existing(store.get('Pod', name));
    send({ verb: 'report', object: { ...pod, status: { ...pod.status, ...status } } });
  }
  function setReady(name: string, isReady: boolean): void {
    const lastTransitionTime = timestampOf(epochMs());
    const status = isReady ? 'True' : 'False';
    report(name, { phase: 'Running', conditions: [{ type: 'Ready', status, lastTransitionTime }] });
  }
  return {
    setReady,
    setPhase: (name, phase) => report(name, { phase, conditions: [] }),
    start(...names) {
      for (const pod of Array.from(store.list('Pod'))) {
        const { name, deletionTimestamp } = pod.metadata;
        const isMeant = names.length === 0 || names.includes(name);
        if (!isMeant || deletionTimestamp !== undefined) continue;
        const nodeName = targetNodeOf(pod) ?? 'node-0';
        if (pod.spec.nodeName === undefined) send({ verb: 'bind', pod, nodeName });
        if (pod.status.phase === 'Pending') setReady(name, true);
      }
    },
    reap() {
      for (const { metadata } of Array.from(store.list('Pod'))) {
        if (metadata.deletionTimestamp === undefined) continue;
        send({ verb: 'delete', kind: 'Pod', name: metadata.name, gracePeriodSeconds: 0 });
      }
    },
  };
}

function settle(sync: () => readonly string[], kubelet: Kubelet): readonly string[] {
  const all: string[] = [];
  let isQuiet = false;
  for (let round = 0; round < 100; round += 1) {
    const requests = sync();
    // Twice nothing: after the first time pods may still have been started and removed.
    if (requests.length === 0 && isQuiet) return all;
    isQuiet = requests.length === 0;
    all.push(...requests);
    kubelet.start();
    kubelet.reap();
  }
  throw new Error('does not come to rest');
}

function operationsOf(spec: Readonly<Record<string, unknown>>) {
  return Object.entries(spec).map(
    ([field, value]) => ({ op: 'add', path: `/spec/${field}`, value }) as const,
  );
}

function refusal(error: ApiFailure): ApiResponse {
  return { ok: false, error, message: error };
}

function demand(response: ApiResponse): KubernetesObject {
  if (!response.ok) throw new Error(response.message);
  return response.object;
}

function existing<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('no such object');
  return found;
}

function summaryOf(request: ApiRequest): string {
  switch (request.verb) {
    case 'create': {
      const { name, generateName } = request.object.metadata;
      return `create ${request.object.kind}/${name ?? generateName}`;
    }
    case 'update':
    case 'updateStatus':
      return `${request.verb} ${request.object.kind}/${request.object.metadata.name}`;
    case 'patch':
    case 'delete':
    case 'get':
      return `${request.verb} ${request.kind}/${request.name}`;
    default:
      return request satisfies never;
  }
}
