/**
 * Who wrote what, from the audit log of an API server.
 *
 * An entry names a user and, in the answer, the resourceVersion that the write led to: that is the
 * revision of the watch event, so most changes find their author exactly. Three kinds of write do
 * not tell their revision, and their authors are found by the object's uid or name: a deletion that
 * is answered with a bare status, an update that took the last finalizer off an object which was
 * being deleted, and a binding or an eviction (answered with a status, and changing the pod twice).
 */
import type { Kind, KubernetesObject } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Actor } from '../../specs/trace.ts';
import { actorOf } from './actors.ts';
import { isRecord } from './errors.ts';
import type { Change } from './replica.ts';
import { kindOfPlural } from './resources.ts';

/** One successful write. */
export interface AuditEntry {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string | undefined;
  readonly verb: string;
  readonly subresource: string | undefined;
  /** The revision that it led to, where the answer says so. */
  readonly revision: number | undefined;
  readonly actor: Actor;
}

const writingVerbs = new Set(['create', 'update', 'patch', 'delete']);

/** Reads a line of the log; undefined for what is no successful write to a kind of ours. */
export function parseAuditLine(line: string): AuditEntry | undefined {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isRecord(event) || event['stage'] !== 'ResponseComplete') return undefined;
  const { verb, objectRef, user, userAgent, responseStatus } = event;
  if (typeof verb !== 'string' || !writingVerbs.has(verb)) return undefined;
  if (!isRecord(objectRef) || !isRecord(user) || !isSuccess(responseStatus)) return undefined;
  const kind = kindOfPlural(String(objectRef['resource']));
  if (kind === undefined) return undefined;
  const answer = metadataOf(event['responseObject'], kind);
  const name = answer.name ?? text(objectRef['name']);
  if (name === undefined) return undefined;
  return {
    kind,
    namespace: text(objectRef['namespace']),
    name,
    uid: answer.uid ?? text(objectRef['uid']),
    verb,
    subresource: text(objectRef['subresource']),
    revision: answer.revision,
    actor: actorOf(String(user['username']), String(userAgent)),
  };
}

function isSuccess(status: unknown): boolean {
  const code = isRecord(status) ? Number(status['code']) : Number.NaN;
  return code >= 200 && code < 300;
}

/** What an answer may be besides the object itself: parts of it that carry its metadata. */
const partialKinds: readonly unknown[] = ['Scale', 'PartialObjectMetadata'];

/** The object that the answer is about, as the answer or a status in its place tells it. */
function metadataOf(
  answer: unknown,
  kind: Kind,
): { readonly name?: string; readonly uid?: string; readonly revision?: number } {
  if (!isRecord(answer)) return {};
  const details = answer['kind'] === 'Status' ? answer['details'] : undefined;
  if (isRecord(details)) return namesOf(details);
  const metadata = answer['metadata'];
  const isAboutIt = answer['kind'] === kind || partialKinds.includes(answer['kind']);
  if (!isRecord(metadata) || !isAboutIt) return {};
  const revision = Number(metadata['resourceVersion']);
  return { ...namesOf(metadata), ...(revision > 0 && { revision }) };
}

function namesOf(record: Readonly<Record<string, unknown>>) {
  const name = text(record['name']);
  const uid = text(record['uid']);
  return { ...(name !== undefined && { name }), ...(uid !== undefined && { uid }) };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 ? value : undefined;
}

/** Finds the authors of changes among the entries that were read so far. */
export interface AuditIndex {
  add(entry: AuditEntry): void;
  /** Who certainly made this change; undefined as long as no entry says so. */
  authorOf(change: Change): Actor | undefined;
  /** Who must have made a change that no entry names. Only to be asked once every entry that could
   * name it has had the time to arrive. */
  likelyAuthorOf(change: Change): Actor | undefined;
}

/** An index of the entries of one namespace and its nodes. */
export function createAuditIndex(): AuditIndex {
  const byRevision = new Map<number, AuditEntry>();
  /** The other entries, and all deletions, by the object that they are about. */
  const byObject = new Map<string, AuditEntry[]>();

  function add(entry: AuditEntry): void {
    const { revision, verb } = entry;
    const isNamed = revision !== undefined && !byRevision.has(revision);
    if (isNamed) byRevision.set(revision, entry);
    // Answered with a revision that is somebody else's: it changed nothing, or the object went.
    if (isNamed && verb !== 'delete') return;
    const key = keyOf(entry.kind, entry.name);
    const entries = byObject.get(key);
    if (entries) entries.push(entry);
    else byObject.set(key, [entry]);
  }

  function find(change: Change, isIt: (entry: AuditEntry, change: Change) => boolean) {
    const { kind, metadata } = change.object;
    const entries = byObject.get(keyOf(kind, metadata.name)) ?? [];
    return entries.findLast((entry) => isAbout(entry, change.object) && isIt(entry, change))?.actor;
  }

  function authorOf(change: Change): Actor | undefined {
    const entry = byRevision.get(change.revision);
    const isExact = entry !== undefined && isAbout(entry, change.object);
    return isExact ? entry.actor : find(change, certainlyMade);
  }

  return { add, authorOf, likelyAuthorOf: (change) => find(change, possiblyMade) };
}

function keyOf(kind: Kind, name: string): string {
  return `${kind}/${name}`;
}

function isAbout(entry: AuditEntry, { kind, metadata }: KubernetesObject): boolean {
  const sameUid = entry.uid === undefined || entry.uid === metadata.uid;
  return entry.kind === kind && entry.name === metadata.name && sameUid;
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

function isEvicted(object: KubernetesObject | undefined): boolean {
  if (object?.kind !== 'Pod') return false;
  return conditionOf(object, 'DisruptionTarget')?.reason === 'EvictionByEvictionAPI';
}

function nodeNameOf(object: KubernetesObject): string | undefined {
  return object.kind === 'Pod' ? object.spec.nodeName : undefined;
}
