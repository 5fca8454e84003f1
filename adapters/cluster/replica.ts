/**
 * The objects of one kind as the watch has told them so far. Whatever arrives goes through here, so
 * that nothing is told twice, and a list can be compared with what was watched.
 */
import type { Kind, KubernetesObject } from '../../specs/kubernetes.ts';
import type { Listing } from './rest.ts';

/** A stored version as it arrived, or the end of an object. */
export interface Change {
  readonly change: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject;
  readonly revision: number;
  /** The version before this one, where there was one. */
  readonly previous?: KubernetesObject;
  /** It was there when the watch began. */
  readonly isSetUp?: true;
}

export interface Replica {
  /** Takes in what the watch says; undefined when it is known already. */
  apply(object: KubernetesObject, isDeleted: boolean): Change | undefined;
  /** Takes in a list: the changes that lead from what is known to it, in order of revision. */
  replaceBy(listing: Listing<KubernetesObject>): readonly Change[];
  /** What a list shows and the watch has not told, in words; empty: nothing is missing. */
  missing(listing: Listing<KubernetesObject>): readonly string[];
  objects(): Iterable<KubernetesObject>;
}

/** An empty replica. */
export function createReplica(kind: Kind): Replica {
  const byUid = new Map<string, KubernetesObject>();
  const gone = new Set<string>();
  let newest = 0;

  function apply(object: KubernetesObject, isDeleted: boolean): Change | undefined {
    const revision = revisionOf(object);
    if (revision <= newest) return undefined;
    newest = revision;
    return isDeleted ? remove(object, revision) : store(object);
  }

  function store(object: KubernetesObject): Change {
    const { uid } = object.metadata;
    const previous = byUid.get(uid);
    byUid.set(uid, object);
    const revision = revisionOf(object);
    if (previous === undefined) return { change: 'ADDED', object, revision };
    return { change: 'MODIFIED', object, revision, previous };
  }

  function remove(object: KubernetesObject, revision: number): Change | undefined {
    const { uid } = object.metadata;
    const previous = byUid.get(uid);
    gone.add(uid);
    byUid.delete(uid);
    return previous && { change: 'DELETED', object, revision, previous };
  }

  function replaceBy(listing: Listing<KubernetesObject>): readonly Change[] {
    const end = Number(listing.resourceVersion);
    const listed = new Set(listing.items.map((object) => object.metadata.uid));
    const stored = listing.items
      .filter((object) => isNews(object))
      .toSorted((a, b) => revisionOf(a) - revisionOf(b))
      .map((object) => store(object));
    const vanished = [...byUid.values()].filter(
      (object) => !listed.has(object.metadata.uid) && revisionOf(object) <= end,
    );
    // When an object went that a list no longer has is not known: some time before the list. The
    // fractions keep such ends apart from each other and from every revision of the store.
    const removed = vanished.flatMap(
      (object, index) => remove(object, end + (index + 1) / (vanished.length + 1)) ?? [],
    );
    newest = Math.max(newest, end);
    return [...stored, ...removed];
  }

  /** Is this version newer than what is known of its object? */
  function isNews(object: KubernetesObject): boolean {
    const known = byUid.get(object.metadata.uid);
    if (known === undefined) return !gone.has(object.metadata.uid);
    return revisionOf(known) < revisionOf(object);
  }

  function missing(listing: Listing<KubernetesObject>): readonly string[] {
    const end = Number(listing.resourceVersion);
    const listed = new Set(listing.items.map((object) => object.metadata.uid));
    const untold = listing.items
      .filter((object) => isNews(object))
      .map((object) => `${kind}/${object.metadata.name} as of ${revisionOf(object)}`);
    const stays = [...byUid.values()]
      .filter((object) => !listed.has(object.metadata.uid) && revisionOf(object) <= end)
      .map((object) => `the end of ${kind}/${object.metadata.name}`);
    return [...untold, ...stays];
  }

  return { apply, replaceBy, missing, objects: () => byUid.values() };
}

/** The revision of the store at which this version was written. */
export function revisionOf(object: KubernetesObject): number {
  return Number(object.metadata.resourceVersion);
}
