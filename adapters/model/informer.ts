/**
 * The informer of one component for one kind: a table that follows the store's log in order, each
 * change late by a drawn lag, never by more than `maxLagMs`. Informers of different kinds
 * lag independently of each other, so what a controller sees was perhaps never true at one moment.
 *
 * Not modelled: watches that break without an outage of the API server; lists that skip versions
 * in between.
 */
import type { Kind, KubernetesObject, ObjectOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Clock, Scheduled } from './clock.ts';
import type { Notice } from './controller.ts';
import { maxLagMs } from './lag.ts';
import type { LagProfile } from './lag.ts';
import { between, isOneIn } from './random.ts';
import type { Random } from './random.ts';
import type { Change, Store } from './store.ts';
import { emptyTable } from './table.ts';
import type { Table } from './table.ts';

export interface Informer<K extends Kind> {
  readonly kind: K;
  readonly table: Table<K>;
  /** The revision of the last change that it has delivered or listed. */
  revision(): number;
  /** Holds changes back as long as the cap allows, until called with false. */
  stall(isStalled: boolean): void;
  /** Lists again, as after a broken watch: catches up, then delivers every object once more. */
  relist(): void;
  stop(): void;
}

export interface InformerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly lag: LagProfile;
  /** Called after each change was applied to the table. */
  readonly deliver: (notice: Notice) => void;
}

/** What one informer is doing: its place in the log, and when each change behind it is due. */
interface Progress<K extends Kind> {
  readonly kind: K;
  readonly table: Table<K>;
  readonly log: readonly Change[];
  position: number;
  /** When the changes from `position` on are due; never decreasing. */
  dues: Millis[];
  armed: Scheduled | undefined;
  isStalled: boolean;
  isStopped: boolean;
  revision: number;
}

/** Starts with the latest list, or, after a restart, with one that may be older (RS-CRASH-001). */
export function startInformer<K extends Kind>(
  kind: K,
  parts: InformerParts,
  mayStartLate: boolean,
): Informer<K> {
  const log = parts.store.logOf(kind);
  const progress: Progress<K> = {
    kind,
    table: emptyTable<K>(),
    log,
    position: 0,
    dues: [],
    armed: undefined,
    isStalled: false,
    isStopped: false,
    revision: parts.store.revision(),
  };
  listUpTo(progress, mayStartLate ? startingPosition(log, parts) : log.length);
  for (let index = progress.position; index < log.length; index += 1) schedule(progress, parts);
  const unsubscribe = parts.store.subscribe(kind, () => schedule(progress, parts));
  return {
    kind,
    table: progress.table,
    revision: () => progress.revision,
    stall: (isStalled) => stall(progress, parts, isStalled),
    relist: () => relist(progress, parts),
    stop() {
      unsubscribe();
      progress.isStopped = true;
      if (progress.armed) progress.armed.cancelled = true;
    },
  };
}

/** An index into the log, such that everything older than the cap is before it. */
function startingPosition(log: readonly Change[], { clock, random }: InformerParts): number {
  if (isOneIn(random, 2, 'list-is-current')) return log.length;
  const oldest = clock.now() - between(random, 0, maxLagMs, 'list-age');
  const position = log.findLastIndex((change) => change.at <= oldest);
  return position + 1;
}

function listUpTo<K extends Kind>(progress: Progress<K>, end: number): void {
  const { log, table } = progress;
  for (let index = 0; index < end; index += 1) apply(table, log[index]);
  progress.position = end;
  const next = log[end];
  if (next) progress.revision = next.revision - 1;
}

function apply<K extends Kind>(table: Table<K>, change: Change | undefined): void {
  if (change?.after) table.set(change.after as ObjectOf<K>);
  else if (change?.before) table.delete(change.before.metadata.name);
}

/** Gives the next change that has no due time yet its own: not before others, within the cap. */
function schedule<K extends Kind>(progress: Progress<K>, parts: InformerParts): void {
  const { clock, random, lag } = parts;
  const change = progress.log[progress.position + progress.dues.length];
  if (!change) return;
  const latest = change.at + maxLagMs;
  const wanted = progress.isStalled ? latest : clock.now() + lag.draw(random);
  const previous = progress.dues.at(-1) ?? 0;
  progress.dues.push(Math.max(previous, Math.min(wanted, latest)));
  arm(progress, parts);
}

function arm<K extends Kind>(progress: Progress<K>, parts: InformerParts): void {
  const due = progress.dues[0];
  if (due === undefined || progress.armed) return;
  progress.armed = parts.clock.after(due - parts.clock.now(), 'cache-delivery', () => {
    progress.armed = undefined;
    deliverDue(progress, parts);
    arm(progress, parts);
  });
}

function deliverDue<K extends Kind>(progress: Progress<K>, parts: InformerParts): void {
  deliverUntil(progress, parts, parts.clock.now());
}

function deliverUntil<K extends Kind>(
  progress: Progress<K>,
  parts: InformerParts,
  moment: Millis,
): void {
  const { table, kind } = progress;
  while (progress.dues.length > 0 && (progress.dues[0] ?? 0) <= moment) {
    const change = progress.log[progress.position];
    if (!change) return;
    progress.dues.shift();
    progress.position += 1;
    progress.revision = change.revision;
    const name = (change.after ?? change.before)?.metadata.name ?? '';
    const before: KubernetesObject | undefined = table.get(name);
    apply(table, change);
    parts.deliver({ kind, before, after: change.after });
  }
}

function stall<K extends Kind>(
  progress: Progress<K>,
  parts: InformerParts,
  isStalled: boolean,
): void {
  const { clock, random, lag } = parts;
  if (progress.isStalled === isStalled) return;
  progress.isStalled = isStalled;
  if (progress.armed) progress.armed.cancelled = true;
  progress.armed = undefined;
  let previous = clock.now();
  progress.dues = progress.dues.map((_, index) => {
    const latest = (progress.log[progress.position + index]?.at ?? 0) + maxLagMs;
    const wanted = isStalled ? latest : clock.now() + lag.draw(random);
    previous = Math.max(previous, Math.min(wanted, latest));
    return previous;
  });
  arm(progress, parts);
}

/** Reflectors try again sooner or later after the server has come back. */
const relistWithinMs = 3_000;

function relist<K extends Kind>(progress: Progress<K>, parts: InformerParts): void {
  const delay = between(parts.random, 1, relistWithinMs, 'relist');
  parts.clock.after(delay, 'cache-delivery', () => {
    if (progress.isStopped) return;
    deliverUntil(progress, parts, Number.POSITIVE_INFINITY);
    for (const object of progress.table.all()) {
      parts.deliver({ kind: progress.kind, before: object, after: object });
    }
  });
}
