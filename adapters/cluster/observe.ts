/**
 * From what the watches say, kind by kind, to the observations of a trace in one order.
 *
 * Where all kinds live in one etcd, revisions order them: what arrives is held back until every
 * kind is known to be complete up to there, and until the audit log has named its author. Elsewhere
 * revisions of different kinds say nothing about each other; the order of arrival is all there is.
 */
import type { Kind, KubernetesObject } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import type { Observation } from '../adapter.ts';
import type { AuditIndex } from './audit-index.ts';
import type { Change } from './replica.ts';
import { tidyObject } from './tidy-object.ts';
import type { WatchSink } from './watch.ts';

export interface Observer extends WatchSink {
  /** Every kind has told all changes up to this revision: they need not be held back. */
  completeUpTo(revision: number): void;
  drain(): readonly Observation[];
  /** How many observations up to the complete revision wait for their author. */
  waiting(): number;
  /** When the last change came that can be a sign of work (`now()` at the start, if none did). */
  lastActivity(): Millis;
}

export interface ObserverOptions {
  readonly now: () => Millis;
  /** One etcd holds everything: order by revision. */
  readonly globalOrder: boolean;
  /** Where authors are found; absent: changes name none. */
  readonly audit?: AuditIndex;
  /** Up to which moment the audit log has been read; absent: up to now. */
  readonly auditedUpTo?: () => Millis;
}

/** What nobody has declared complete is told all the same after this long. Streams of different
 * kinds were seen to be 0.13 s apart where a machine had three times too much to do, and more than
 * 0.25 s where it had nine times too much. */
export const holdBackMs = 3_000;
/** The audit log names a revision within milliseconds; after this long, it names none. Both times
 * are the log's: a process that was busy for seconds has to read what was written meanwhile. */
export const auditLagMs = 500;
/** An author that is not found by then is not found at all. */
export const auditPatienceMs = 10_000;

interface Pending {
  readonly change: Change;
  readonly at: Millis;
}

/** Collects what the watches of one environment say. */
export function createObserver(options: ObserverOptions): Observer {
  const { now, globalOrder, audit, auditedUpTo = now } = options;
  const gaps: Observation[] = [];
  let pending: Pending[] = [];
  let isSorted = true;
  let complete = 0;
  let active = now();

  function change(each: Change): void {
    const at = now();
    if (!isHeartbeat(each)) active = at;
    pending.push({ change: each, at });
    isSorted = false;
  }

  function gap(kind: Kind, reason: string): void {
    gaps.push({ event: 'gap', at: now(), kind, reason });
  }

  function drain(): readonly Observation[] {
    sort();
    const ready = pending.findIndex((each) => !isReady(each));
    const taken = ready === -1 ? pending : pending.slice(0, ready);
    pending = ready === -1 ? [] : pending.slice(ready);
    return [...gaps.splice(0), ...taken.map(observationOf)];
  }

  function sort(): void {
    if (globalOrder && !isSorted) {
      pending = pending.toSorted((a, b) => a.change.revision - b.change.revision);
    }
    isSorted = true;
  }

  function isReady(each: Pending): boolean {
    if (!globalOrder) return true;
    return isInOrder(each) && (audit === undefined || authorOf(each, audit) !== undefined);
  }

  function isInOrder(each: Pending): boolean {
    return isComplete(each) || now() - each.at >= holdBackMs;
  }

  function isComplete(each: Pending): boolean {
    return each.change.revision <= complete;
  }

  function authorOf({ change: each, at }: Pending, index: AuditIndex): Actor | undefined {
    if (each.isSetUp) return 'suite';
    const age = auditedUpTo() - at;
    const exact = index.authorOf(each);
    if (exact !== undefined || age < auditLagMs) return exact;
    return index.likelyAuthorOf(each) ?? (age < auditPatienceMs ? undefined : 'other:unknown');
  }

  function observationOf(each: Pending): Observation {
    const { change: kind, object, revision } = each.change;
    const actor = audit && authorOf(each, audit);
    const named = actor === undefined ? {} : { actor };
    const tidied = tidyObject(object);
    return { event: 'change', at: each.at, change: kind, object: tidied, revision, ...named };
  }

  return {
    change,
    gap,
    drain,
    completeUpTo: (revision) => (complete = Math.max(complete, revision)),
    waiting: () => pending.filter((each) => isComplete(each) && !isReady(each)).length,
    lastActivity: () => active,
  };
}

/** A kubelet's regular report that nothing has changed. */
function isHeartbeat({ change, object, previous }: Change): boolean {
  if (change !== 'MODIFIED' || object.kind !== 'Node' || previous === undefined) return false;
  return stillOf(object) === stillOf(previous);
}

function stillOf(node: KubernetesObject): string {
  return JSON.stringify(node, (key: string, value: unknown) =>
    key === 'lastHeartbeatTime' || key === 'resourceVersion' || key === 'managedFields'
      ? undefined
      : value,
  );
}
