/**
 * What etcd is to a cluster: objects by kind and name, one revision counter for all of them, and
 * the log of every change. Objects are immutable and shared between versions; nothing is ever
 * copied.
 *
 * Not modelled: namespaces (a run has one), compaction, watches that end and list again.
 */
import type { Kind, KubernetesObject, ObjectOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';

/** One stored change. `before` and `after` are undefined for what did not exist. */
export interface Change {
  readonly revision: number;
  readonly at: Millis;
  readonly actor: Actor;
  readonly kind: Kind;
  readonly before: KubernetesObject | undefined;
  readonly after: KubernetesObject | undefined;
}

export interface Store {
  /** The revision of the latest change. */
  revision(): number;
  get<K extends Kind>(kind: K, name: string): ObjectOf<K> | undefined;
  /** In the order of creation. */
  list<K extends Kind>(kind: K): Iterable<ObjectOf<K>>;
  /** Stores a new version; its `resourceVersion` must be that of `nextRevision()`. */
  put(object: KubernetesObject, actor: Actor): void;
  remove(kind: Kind, name: string, actor: Actor): void;
  nextRevision(): string;
  /** Everything that was ever stored, in order. */
  readonly log: readonly Change[];
  /** The part of the log that concerns one kind. */
  logOf(kind: Kind): readonly Change[];
  /** Calls back after every change of a kind; the returned function ends it. */
  subscribe(kind: Kind, listener: (change: Change) => void): () => void;
}

interface Shelf {
  readonly objects: Map<string, KubernetesObject>;
  readonly log: Change[];
  readonly listeners: Set<(change: Change) => void>;
}

/** An empty store. */
export function emptyStore(now: () => Millis): Store {
  const shelves = new Map<Kind, Shelf>();
  const log: Change[] = [];
  let revision = 0;

  function shelfOf(kind: Kind): Shelf {
    const shelf = shelves.get(kind);
    if (shelf) return shelf;
    const made: Shelf = { objects: new Map(), log: [], listeners: new Set() };
    shelves.set(kind, made);
    return made;
  }

  function append(shelf: Shelf, change: Change): void {
    log.push(change);
    shelf.log.push(change);
    for (const listener of shelf.listeners) listener(change);
  }

  function put(after: KubernetesObject, actor: Actor): void {
    const { kind } = after;
    const shelf = shelfOf(kind);
    const before = shelf.objects.get(after.metadata.name);
    revision += 1;
    shelf.objects.set(after.metadata.name, after);
    append(shelf, { revision, at: now(), actor, kind, before, after });
  }

  function remove(kind: Kind, name: string, actor: Actor): void {
    const shelf = shelfOf(kind);
    const before = shelf.objects.get(name);
    if (before === undefined) return;
    revision += 1;
    shelf.objects.delete(name);
    append(shelf, { revision, at: now(), actor, kind, before, after: undefined });
  }

  return {
    revision: () => revision,
    get: <K extends Kind>(kind: K, name: string) =>
      shelfOf(kind).objects.get(name) as ObjectOf<K> | undefined,
    list: <K extends Kind>(kind: K) => shelfOf(kind).objects.values() as Iterable<ObjectOf<K>>,
    put,
    remove,
    nextRevision: () => String(revision + 1),
    log,
    logOf: (kind) => shelfOf(kind).log,
    subscribe(kind, listener) {
      const { listeners } = shelfOf(kind);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
