/**
 * Deletes what has no owner left, in the background or in the foreground, or sets it free (GC-001
 * to GC-004). Owners are known by uid alone.
 *
 * Not modelled: a graph that lags behind the store (every decision reads the store itself, a
 * moment late); cycles of owners.
 */
import type { KubernetesObject, OwnerReference } from '../../../specs/kubernetes.ts';
import { kinds } from '../../../specs/kubernetes.ts';
import type { ActorParts } from '../actor.ts';
import { foregroundFinalizer, orphanFinalizer } from '../deletion.ts';
import { between } from '../random.ts';
import type { Random } from '../random.ts';
import type { Change } from '../store.ts';

const actor = 'garbage-collector';

interface State extends ActorParts {
  readonly random: Random;
  /** Every object that exists, by uid. */
  readonly objects: Map<string, KubernetesObject>;
  /** The uids of what names an object as owner, by the owner's uid. */
  readonly dependents: Map<string, Set<string>>;
  readonly pending: Set<string>;
}

/** Starts it; it runs as long as the world does. */
export function startGarbageCollector(parts: ActorParts): void {
  const state: State = {
    ...parts,
    random: parts.random.fork('garbage-collector'),
    objects: new Map(),
    dependents: new Map(),
    pending: new Set(),
  };
  for (const kind of kinds) parts.store.subscribe(kind, (change) => follow(state, change));
}

/** Keeps the graph and finds what a change may have made collectable. */
function follow(state: State, { before, after }: Change): void {
  const ownersBefore = before?.metadata.ownerReferences;
  const ownersAfter = after?.metadata.ownerReferences;
  if (before && ownersBefore !== ownersAfter) unlink(state, before);
  if (after) {
    state.objects.set(after.metadata.uid, after);
    if (ownersBefore !== ownersAfter) link(state, after);
    if (isWaiting(after) || isOrphaning(after)) visitSoon(state, after.metadata.uid);
  } else if (before) {
    state.objects.delete(before.metadata.uid);
    for (const uid of dependentsOf(state, before.metadata.uid)) visitSoon(state, uid);
  }
}

function link(state: State, object: KubernetesObject): void {
  const { uid } = object.metadata;
  for (const owner of object.metadata.ownerReferences ?? []) {
    const known = state.dependents.get(owner.uid) ?? new Set();
    known.add(uid);
    state.dependents.set(owner.uid, known);
    const found = state.objects.get(owner.uid);
    if (!found || isWaiting(found)) visitSoon(state, uid);
  }
}

function unlink(state: State, object: KubernetesObject): void {
  for (const owner of object.metadata.ownerReferences ?? []) {
    state.dependents.get(owner.uid)?.delete(object.metadata.uid);
    const found = state.objects.get(owner.uid);
    if (found && isWaiting(found)) visitSoon(state, owner.uid);
  }
}

function dependentsOf(state: State, uid: string): readonly string[] {
  return [...(state.dependents.get(uid) ?? [])];
}

/** Is it being deleted in the foreground: it goes when its dependents are gone? */
function isWaiting({ metadata }: KubernetesObject): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    (metadata.finalizers ?? []).includes(foregroundFinalizer)
  );
}

function isOrphaning({ metadata }: KubernetesObject): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    (metadata.finalizers ?? []).includes(orphanFinalizer)
  );
}

function visitSoon(state: State, uid: string): void {
  if (state.pending.has(uid)) return;
  state.pending.add(uid);
  const delay = between(state.random, 1, 150, 'collection');
  state.availability.after(delay, 'garbage-collection', () => {
    state.pending.delete(uid);
    const object = state.objects.get(uid);
    if (object) visit(state, object);
  });
}

function visit(state: State, object: KubernetesObject): void {
  if (isOrphaning(object)) orphanDependents(state, object);
  else if (isWaiting(object)) finishForeground(state, object);
  else if (object.metadata.deletionTimestamp === undefined) collect(state, object);
}

/** GC-004: the dependents lose their reference, then the owner its finalizer. */
function orphanDependents(state: State, owner: KubernetesObject): void {
  for (const uid of dependentsOf(state, owner.metadata.uid)) {
    const dependent = state.objects.get(uid);
    if (dependent) dropReferences(state, dependent, (each) => each.uid === owner.metadata.uid);
  }
  dropFinalizer(state, owner, orphanFinalizer);
}

/** GC-003: the owner stays as long as a dependent blocks it. */
function finishForeground(state: State, owner: KubernetesObject): void {
  let isBlocked = false;
  for (const uid of dependentsOf(state, owner.metadata.uid)) {
    const dependent = state.objects.get(uid);
    if (!dependent) continue;
    if (!isWaiting(dependent)) visitSoon(state, uid);
    isBlocked ||= (dependent.metadata.ownerReferences ?? []).some(
      (each) => each.uid === owner.metadata.uid && each.blockOwnerDeletion === true,
    );
  }
  if (!isBlocked) dropFinalizer(state, owner, foregroundFinalizer);
}

/** GC-001, GC-002: an object goes when none of its owners is left, or only such as wait for it. */
function collect(state: State, object: KubernetesObject): void {
  const references = object.metadata.ownerReferences ?? [];
  if (references.length === 0) return;
  const owners = references.map((each) => state.objects.get(each.uid));
  const isSolid = (owner: KubernetesObject | undefined) => owner && !isWaiting(owner);
  if (owners.some(isSolid)) {
    const isGone = (each: OwnerReference) => !isSolid(state.objects.get(each.uid));
    if (references.some(isGone)) dropReferences(state, object, isGone);
    return;
  }
  const hasDependents = dependentsOf(state, object.metadata.uid).length > 0;
  const isForeground = hasDependents && owners.some((owner) => owner !== undefined);
  const { name, uid, resourceVersion } = object.metadata;
  state.server.execute(
    {
      verb: 'delete',
      kind: object.kind,
      name,
      uid,
      resourceVersion,
      propagationPolicy: isForeground ? 'Foreground' : 'Background',
    },
    actor,
  );
}

function dropReferences(
  state: State,
  object: KubernetesObject,
  isDropped: (reference: OwnerReference) => boolean,
): void {
  const kept = (object.metadata.ownerReferences ?? []).filter((each) => !isDropped(each));
  patchMetadata(state, object, { ownerReferences: kept });
}

function dropFinalizer(state: State, object: KubernetesObject, finalizer: string): void {
  const kept = (object.metadata.finalizers ?? []).filter((each) => each !== finalizer);
  patchMetadata(state, object, { finalizers: kept });
}

function patchMetadata(
  { server }: State,
  { kind, metadata: { name, uid } }: KubernetesObject,
  metadata: unknown,
): void {
  server.execute({ verb: 'patch', kind, name, uid, patch: { metadata } }, actor);
}
