/** What was written by whom, as an entry of the audit log of an API server tells it. */
import type { Kind } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import { actorOf } from './actors.ts';
import { isRecord } from './errors.ts';
import { kindOfPlural } from './resources.ts';

/** One write that succeeded or may have. */
export interface AuditEntry {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  /** Of what was to get a name from the API server, and whose name was not told: its beginning. */
  readonly name: string;
  readonly uid: string | undefined;
  readonly verb: string;
  readonly subresource: string | undefined;
  /** The revision that it led to, where the answer says so. */
  readonly revision: number | undefined;
  /** The answer was an error of the server's: whoever asked is gone, or was too slow. What was
   * asked may have been done. */
  readonly isUnsure?: true;
  readonly actor: Actor;
  /** How long the API server took to answer. */
  readonly took: Millis;
}

const writingVerbs = new Set(['create', 'update', 'patch', 'delete']);

/** Reads a line of the log; undefined for what is no write to a kind of ours, or was refused. */
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
  const code = isRecord(responseStatus) ? Number(responseStatus['code']) : Number.NaN;
  const isUnsure = code >= 500;
  const isDone = code >= 200 && code < 300;
  if (!isRecord(objectRef) || !isRecord(user) || !(isUnsure || isDone)) return undefined;
  const kind = kindOfPlural(String(objectRef['resource']));
  if (kind === undefined) return undefined;
  const requested = memberOf(event['requestObject'], 'metadata');
  const { revision, ...answer } = metadataOf(event['responseObject'], kind);
  const name = answer.name ?? text(objectRef['name']) ?? text(requested['generateName']);
  if (name === undefined) return undefined;
  return {
    kind,
    namespace: text(objectRef['namespace']),
    name,
    uid: answer.uid ?? text(objectRef['uid']),
    verb,
    subresource: text(objectRef['subresource']),
    // Answered with the version that it asked to change: that one it has not made.
    revision: revision === Number(requested['resourceVersion']) ? undefined : revision,
    ...(isUnsure && { isUnsure }),
    actor: actorOf(String(user['username']), String(userAgent)),
    took: between(event['requestReceivedTimestamp'], event['stageTimestamp']),
  };
}

function between(start: unknown, end: unknown): Millis {
  return Math.max(0, Date.parse(String(end)) - Date.parse(String(start))) || 0;
}

function memberOf(value: unknown, name: string): Readonly<Record<string, unknown>> {
  const member = isRecord(value) ? value[name] : undefined;
  return isRecord(member) ? member : {};
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
