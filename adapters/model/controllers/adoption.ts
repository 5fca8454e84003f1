/**
 * How a controller takes what its selector matches and lets go of what it does not match any more
 * (RS-OWN-001..003, STS-OWN-001, STS-REV-005, DS-OWN-001).
 *
 * Not modelled: the strategic merge patch that a real controller sends for it. Here it is an update
 * of the version that the cache holds, so a stale cache costs a conflict and another try, where the
 * real API server would refuse only a second controller.
 */
import type {
  Kind,
  KubernetesObject,
  ObjectMeta,
  ObjectOf,
  OwnerReference,
} from '../../../specs/kubernetes.ts';
import type { Cache, Steps } from '../controller.ts';

export interface Adoption<K extends Kind> {
  readonly kind: K;
  readonly owner: KubernetesObject;
  readonly matches: (object: ObjectOf<K>) => boolean;
  /** What this sync has adopted or released before, which the cache may not show yet. */
  readonly settled?: Set<string>;
  /** Adopts, but never releases. */
  readonly keepsAll?: boolean;
}

export interface Adopted<K extends Kind> {
  /** What the owner now controls, as the cache had it before. */
  readonly owned: readonly ObjectOf<K>[];
  /** An adoption or release did not succeed; the others were tried nevertheless. */
  readonly failed: boolean;
}

/** Adopts matching orphans, releases what no longer matches. */
export function* adoptAndRelease<K extends Kind>(
  adoption: Adoption<K>,
  cache: Cache,
): Steps<Adopted<K>> {
  const { kind, owner, settled = new Set() } = adoption;
  // Both lists at once: what happens while requests are on their way is for the next sync.
  const controlled = cache.owned(kind, owner.metadata.uid);
  const orphans = cache.orphans(kind);
  const kept = yield* release(adoption, settled, controlled);
  const taken = yield* adopt(adoption, settled, orphans);
  return { owned: [...kept.owned, ...taken.owned], failed: kept.failed || taken.failed };
}

function* release<K extends Kind>(
  { owner, matches, keepsAll }: Adoption<K>,
  settled: Set<string>,
  controlled: readonly ObjectOf<K>[],
): Steps<Adopted<K>> {
  const owned: ObjectOf<K>[] = [];
  let failed = false;
  for (const object of controlled) {
    if (keepsAll || matches(object)) {
      owned.push(object);
    } else if (!isBeingDeleted(owner) && !settled.has(object.metadata.uid)) {
      const released = yield { verb: 'update', object: withoutOwner(object, owner) };
      if (released.ok) settled.add(object.metadata.uid);
      else if (released.error !== 'NotFound') failed = true;
    }
  }
  return { owned, failed };
}

function* adopt<K extends Kind>(
  { owner, matches }: Adoption<K>,
  settled: Set<string>,
  orphans: readonly ObjectOf<K>[],
): Steps<Adopted<K>> {
  const owned: ObjectOf<K>[] = [];
  let failed = false;
  let mayAdopt: boolean | undefined;
  for (const object of orphans) {
    if (isBeingDeleted(owner) || isBeingDeleted(object) || !matches(object)) continue;
    if (!settled.has(object.metadata.uid)) {
      mayAdopt ??= yield* isStillThere(owner);
      if (!mayAdopt) {
        failed = true;
        continue;
      }
      const adopted = yield { verb: 'update', object: withOwner(object, owner) };
      if (!adopted.ok) {
        if (adopted.error !== 'NotFound') failed = true;
        continue;
      }
      settled.add(object.metadata.uid);
    }
    owned.push(object);
  }
  return { owned, failed };
}

/** The cache may not know yet that the owner is being deleted: ask the API server itself. */
function* isStillThere(owner: KubernetesObject): Steps<boolean> {
  const live = yield { verb: 'get', kind: owner.kind, name: owner.metadata.name };
  return live.ok && live.object.metadata.uid === owner.metadata.uid && !isBeingDeleted(live.object);
}

/** The owner reference by which `owner` controls what it creates. */
export function controllerReference(owner: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Pick<ObjectMeta, 'name' | 'uid'>;
}): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

function withOwner(object: KubernetesObject, owner: KubernetesObject): KubernetesObject {
  const references = object.metadata.ownerReferences ?? [];
  return withReferences(object, [...references, controllerReference(owner)]);
}

function withoutOwner(object: KubernetesObject, owner: KubernetesObject): KubernetesObject {
  const references = object.metadata.ownerReferences ?? [];
  return withReferences(
    object,
    references.filter((reference) => reference.uid !== owner.metadata.uid),
  );
}

function withReferences(
  object: KubernetesObject,
  ownerReferences: readonly OwnerReference[],
): KubernetesObject {
  const metadata: ObjectMeta = { ...object.metadata, ownerReferences };
  return { ...object, metadata } as KubernetesObject;
}

function isBeingDeleted(object: { readonly metadata: ObjectMeta }): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}
