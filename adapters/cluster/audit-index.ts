/**
 * Who wrote what, from the audit log of an API server.
 *
 * An entry names a user and, in the answer, the resourceVersion that the write led to: that is the
 * revision of the watch event, so most changes find their author exactly. A write that changed
 * nothing names the revision of somebody else's; it is told from that by what changed (see
 * `couldHaveMade`) or by the revision that it asked for. Three kinds of write do not tell their
 * revision, and their authors are found by the object's uid or name: a deletion that
 * is answered with a bare status, an update that took the last finalizer off an object which was
 * being deleted, and a binding or an eviction (answered with a status, and changing the pod twice).
 */
import { requestsOfASync } from '../../specs/deadlines.ts';
import type { Kind, KubernetesObject, ObjectMeta } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import type { AuditEntry } from './audit.ts';
import type { Change } from './replica.ts';

/** Finds the authors of changes among the entries that were read so far. */
export interface AuditIndex {
  add(entry: AuditEntry): void;
  /** Who certainly made this change; undefined as long as no entry says so. */
  authorOf(change: Change): Actor | undefined;
  /** Who must have made a change that no entry names. Only to be asked once every entry that could
   * name it has had the time to arrive. */
  likelyAuthorOf(change: Change): Actor | undefined;
  /** How long a sync of a dozen requests can have taken, as far as these tell. */
  longestSyncMs(): Millis;
}

/** An index of the entries of one namespace and its nodes. */
export function createAuditIndex(): AuditIndex {
  const byRevision = new Map<number, AuditEntry[]>();
  /** The other entries, and all deletions, by the object that they are about. */
  const byObject = new Map<string, AuditEntry[]>();
  const unsure: AuditEntry[] = [];
  let slowest: readonly Millis[] = [];

  function add(entry: AuditEntry): void {
    const { revision, verb, took } = entry;
    if (entry.isUnsure) return void unsure.push(entry);
    slowest = [...slowest, took].toSorted((a, b) => b - a).slice(0, requestsOfASync);
    const isFirst = revision !== undefined && !byRevision.has(revision);
    if (revision !== undefined) append(byRevision, revision, entry);
    // Answered with a revision that may be somebody else's: it changed nothing, or the object went.
    if (!isFirst || verb === 'delete') append(byObject, keyOf(entry.kind, entry.name), entry);
  }

  function find(change: Change, isIt: (entry: AuditEntry, change: Change) => boolean) {
    const { kind, metadata } = change.object;
    const entries = byObject.get(keyOf(kind, metadata.name)) ?? [];
    return entries.findLast((entry) => isAbout(entry, change.object) && isIt(entry, change))?.actor;
  }

  function named(change: Change): readonly AuditEntry[] {
    const entries = byRevision.get(change.revision) ?? [];
    return entries.filter((entry) => isAbout(entry, change.object));
  }

  function authorOf(change: Change): Actor | undefined {
    const exact = named(change).find((entry) => couldHaveMade(entry, change));
    return exact?.actor ?? find(change, certainlyMade);
  }

  function likelyAuthorOf(change: Change): Actor | undefined {
    const entered = named(change)[0]?.actor ?? find(change, possiblyMade);
    if (entered !== undefined) return entered;
    if (isEndOfEndpoints(change)) return 'apiserver';
    return unsure.findLast((entry) => perhapsMade(entry, change))?.actor;
  }

  return {
    add,
    authorOf,
    likelyAuthorOf,
    longestSyncMs: () => slowest.reduce((sum, each) => sum + each, 0),
  };
}

function append<K>(entries: Map<K, AuditEntry[]>, key: K, entry: AuditEntry): void {
  const known = entries.get(key);
  if (known) known.push(entry);
  else entries.set(key, [entry]);
}

function keyOf(kind: Kind, name: string): string {
  return `${kind}/${name}`;
}

function isAbout(entry: AuditEntry, { kind, metadata }: KubernetesObject): boolean {
  const sameUid = entry.uid === undefined || entry.uid === metadata.uid;
  return entry.kind === kind && entry.name === metadata.name && sameUid;
}

/** May this entry, whose answer names the revision of the change, have made it? If not, it changed
 * nothing, and the entry of who wrote is still to come. Only status can be written through
 * `status`, and never without it. */
function couldHaveMade(
  { verb, subresource }: AuditEntry,
  { change, object, previous }: Change,
): boolean {
  if (change !== 'MODIFIED' || previous === undefined) return true;
  if (verb === 'delete') return isNearerToItsEnd(object, previous);
  const isReported = !isSame(statusOf(object), statusOf(previous));
  const isEdited = !isSame(withoutStatus(object), withoutStatus(previous));
  return subresource === 'status' ? isReported || !isEdited : isEdited || !isReported;
}

function isNearerToItsEnd(object: KubernetesObject, previous: KubernetesObject): boolean {
  const endOf = ({ metadata: { deletionTimestamp, ...more } }: KubernetesObject) => [
    deletionTimestamp,
    more.deletionGracePeriodSeconds,
    more.finalizers ?? [],
  ];
  return !isSame(endOf(object), endOf(previous));
}

function statusOf(object: KubernetesObject): unknown {
  return 'status' in object ? object.status : undefined;
}

function withoutStatus(object: KubernetesObject): unknown {
  const { status: _, metadata, ...rest } = { status: undefined, ...object };
  const { resourceVersion: __, managedFields: ___, ...kept } = metadata as ObjectMeta & {
    readonly managedFields?: unknown;
  };
  return { ...rest, metadata: kept };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Does the shape of the change leave no other author than this entry's? */
function certainlyMade(entry: AuditEntry, { change, object, previous }: Change): boolean {
  if (entry.subresource === 'binding') {
    return nodeNameOf(object) !== undefined && previous !== undefined && !nodeNameOf(previous);
  }
  if (entry.subresource === 'eviction') return isEvicted(object) && !isEvicted(previous);
  if (entry.verb !== 'delete') return false;
  // A bare status is the answer to a deletion after which the object was no more.
  if (change === 'DELETED') return entry.revision === undefined;
  // A deletion without grace of an object that had some is stored twice; the answer tells the end.
  const grace = object.metadata.deletionGracePeriodSeconds;
  return grace === 0 && previous?.metadata.deletionGracePeriodSeconds !== 0;
}

/** Can this write, whose own revision is not told, have made this change? An eviction marks the pod
 * with its reason and then deletes it; no answer tells of either. */
function possiblyMade(entry: AuditEntry, { change, previous }: Change): boolean {
  if (change === 'DELETED') return true;
  const wasGoing = previous?.metadata.deletionTimestamp !== undefined;
  return entry.subresource === 'eviction' && !wasGoing;
}

/** Would this write, of which nobody was told how it ended, have made such a change? */
function perhapsMade({ kind, name, verb }: AuditEntry, { change, object }: Change): boolean {
  const isNamed = object.metadata.name === name;
  if (object.kind !== kind) return false;
  if (verb === 'create') return change === 'ADDED' && object.metadata.name.startsWith(name);
  if (verb === 'delete') return isNamed && change !== 'ADDED';
  return isNamed && change === 'MODIFIED';
}

/** The API server removes the Endpoints of a Service with it, without a request. */
function isEndOfEndpoints({ change, object }: Change): boolean {
  return change === 'DELETED' && object.kind === 'Endpoints';
}

function isEvicted(object: KubernetesObject | undefined): boolean {
  if (object?.kind !== 'Pod') return false;
  return conditionOf(object, 'DisruptionTarget')?.reason === 'EvictionByEvictionAPI';
}

function nodeNameOf(object: KubernetesObject): string | undefined {
  return object.kind === 'Pod' ? object.spec.nodeName : undefined;
}
