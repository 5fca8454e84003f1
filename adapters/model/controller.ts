/**
 * What a controller of the model is: event handlers that name keys, and a sync per key that reads
 * its own (lagging) cache and yields one API request at a time.
 *
 * Every `yield` is one event of the simulation, so the world can delay, reject or interleave
 * anything between two requests, or kill the controller there. No helper hides a `yield`.
 */
import type { Feature } from '../../specs/features.ts';
import type { Kind, KubernetesObject, ObjectMeta, ObjectOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';

/** What a controller sends to the API server. Objects are immutable: change them by spreading. */
export type ApiRequest =
  /** `metadata` needs `name` or `generateName`; the server fills in the rest. */
  | { readonly verb: 'create'; readonly object: Draft }
  /** Replaces metadata and spec; refused as Conflict unless `resourceVersion` is the stored one. */
  | { readonly verb: 'update'; readonly object: KubernetesObject }
  /** Replaces status only (a Deployment's annotations too, as upstream); same conflict rule. */
  | { readonly verb: 'updateStatus'; readonly object: KubernetesObject }
  /** JSON merge patch of metadata and spec, no conflict unless `uid` no longer matches. */
  | {
      readonly verb: 'patch';
      readonly kind: Kind;
      readonly name: string;
      readonly uid?: string;
      readonly patch: unknown;
    }
  | {
      readonly verb: 'delete';
      readonly kind: Kind;
      readonly name: string;
      readonly uid?: string;
      readonly resourceVersion?: string;
      readonly gracePeriodSeconds?: number;
      readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
    }
  /** A live read, past every cache. */
  | { readonly verb: 'get'; readonly kind: Kind; readonly name: string };

/** An object on its way to be created: the server sets uid, revision, time stamps, status. */
export type Draft = {
  [K in Kind]: Omit<ObjectOf<K>, 'metadata' | 'status'> & {
    readonly metadata: Partial<ObjectMeta>;
  };
}[Kind];

export type ApiResponse =
  | { readonly ok: true; readonly object: KubernetesObject }
  | { readonly ok: false; readonly error: ApiFailure; readonly message: string };

export type ApiFailure =
  | 'NotFound'
  | 'AlreadyExists'
  | 'Conflict'
  | 'Invalid'
  | 'Forbidden'
  | 'TooManyRequests'
  | 'InternalError'
  | 'Unavailable';

/** How a sync ended: nothing more to do; try again with back-off; look again after a time. */
export type SyncResult = 'done' | 'retry' | { readonly requeueAfterMs: Millis };
export type Sync = Steps<SyncResult>;
/** A named part of a sync, entered with `yield*`: it ends with what the next part needs. */
export type Steps<Result> = Generator<ApiRequest, Result, ApiResponse>;

/** A controller's view of the store: per kind some earlier prefix of its changes, never ahead. */
export interface Cache {
  get<K extends Kind>(kind: K, name: string): ObjectOf<K> | undefined;
  /** In the order of names. */
  list<K extends Kind>(kind: K): readonly ObjectOf<K>[];
  /** What names this uid as its controller, in the order of names. */
  owned<K extends Kind>(kind: K, ownerUid: string): readonly ObjectOf<K>[];
  /** What has no controller and carries labels that match, in the order of names. */
  orphans<K extends Kind>(kind: K): readonly ObjectOf<K>[];
}

/** What a sync may use besides its key. */
export interface SyncContext {
  readonly cache: Cache;
  readonly features: ReadonlySet<Feature>;
  /** The controller's clock: milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** A random order, for batches that upstream sends concurrently; drawn from the run's seed. */
  readonly shuffle: <T>(items: readonly T[]) => T[];
}

/** One change as an informer delivers it; `undefined` before an ADDED and after a DELETED. */
export interface Notice {
  readonly kind: Kind;
  readonly before: KubernetesObject | undefined;
  readonly after: KubernetesObject | undefined;
}

export interface Controller {
  readonly actor: Actor;
  /** The kinds whose informers it has. */
  readonly watches: readonly Kind[];
  /** Own writes of these kinds must be in the cache before the next sync of the same key starts
   * (creates, updates and patches; deletes are not recorded). Empty: acts on whatever it sees. */
  readonly readsItsWrites: readonly Kind[];
  /** Event handlers: which keys (names of its own kind) a change wakes, and after how long. */
  readonly handle: (notice: Notice, context: SyncContext) => readonly Wake[];
  readonly sync: (key: string, context: SyncContext) => Sync;
  /** Gives up a key after so many failed retries; absent: never. */
  readonly maxRetries?: number;
  /** Where back-off starts, if not at the few milliseconds of other queues. */
  readonly firstRetryMs?: Millis;
}

export interface Wake {
  readonly key: string;
  readonly afterMs?: Millis;
}

/** Called at every start of the controller's process: whatever it remembers is lost then. */
export type ControllerFactory = (features: ReadonlySet<Feature>) => Controller;
