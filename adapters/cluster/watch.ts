/**
 * List and watch of one kind in one scope, for as long as the scenario lives.
 *
 * The stream is not trusted. A connection that ends, breaks in the middle of a line or says what
 * cannot be read is opened again from the last revision that was taken in: nothing is lost. Only
 * when the API server no longer has that revision (410) is there a new list, and a gap: what
 * happened in between was not seen. And whoever wants to rely on the whole compares it with a list
 * (`catchUp`), which finds events that were lost silently.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kind, KubernetesObject } from '../../specs/kubernetes.ts';
import { apiVersions } from '../../specs/kubernetes.ts';
import { isRecord } from './errors.ts';
import { linesOf } from './lines.ts';
import type { Change, Replica } from './replica.ts';
import { createReplica } from './replica.ts';
import { collectionPath } from './resources.ts';
import type { Listing, Rest } from './rest.ts';
import type { Transport } from './transport.ts';

/** What is watched. */
export interface Scope {
  readonly kind: Kind;
  readonly namespace: string;
  readonly labelSelector?: string;
}

/** Who is told. */
export interface WatchSink {
  change(change: Change): void;
  gap(kind: Kind, reason: string): void;
}

export interface Watching {
  readonly kind: Kind;
  /** The revision at which the watch began. */
  readonly since: number;
  objects(): Iterable<KubernetesObject>;
  /** Lists once more and waits until the watch has told all of it; what is still missing after
   * `patience` becomes a gap. Returns the revision up to which everything was told now. Throws when
   * the API server does not answer. */
  catchUp(patience: number): Promise<number>;
  stop(): void;
}

/** A stream is opened again at once after it told something, ever later after it did not. */
const pausesMs = [0, 50, 100, 250, 500, 1000];
/** So many refusals in a row at the same revision: going on from there will not work. */
const refusalsUntilRelist = 5;

/** Lists, tells what is there as ADDED, and goes on watching in the background. */
export async function watchKind(
  scope: Scope,
  rest: Rest,
  transport: Transport,
  sink: WatchSink,
): Promise<Watching> {
  const replica = createReplica(scope.kind);
  const abort = new AbortController();
  const list = () =>
    rest.list(scope.kind, scope.namespace, {
      ...(scope.labelSelector !== undefined && { labelSelector: scope.labelSelector }),
    });

  const first = await list();
  for (const change of replica.replaceBy(first)) sink.change({ ...change, isSetUp: true });
  const loop: Loop = { scope, replica, transport, sink, list, signal: abort.signal };
  void run(loop, first);

  return {
    kind: scope.kind,
    since: Number(first.resourceVersion),
    objects: () => replica.objects(),
    catchUp: (patience) => catchUp(loop, patience),
    stop: () => abort.abort(),
  };
}

interface Loop {
  readonly scope: Scope;
  readonly replica: Replica;
  readonly transport: Transport;
  readonly sink: WatchSink;
  readonly list: () => Promise<Listing<KubernetesObject>>;
  readonly signal: AbortSignal;
  /** Cuts the stream that is open now; it is opened again from where it was. */
  cut?: () => void;
}

/** How a stream ended. `cut`: the connection did, for whatever reason; `refused`: the API server
 * answered, but not with a stream that can be read; `forgotten`: it no longer has the revision. */
type StreamEnd = 'cut' | 'refused' | 'forgotten';

/** Never rejects: whatever goes wrong leads to another attempt, until it is told to stop. */
async function run(loop: Loop, first: Listing<KubernetesObject>): Promise<void> {
  const { signal } = loop;
  const position = { resourceVersion: first.resourceVersion };
  let idle = 0;
  let refusals = 0;
  while (!signal.aborted) {
    const before = position.resourceVersion;
    const end = await followStream(loop, position);
    idle = position.resourceVersion === before ? idle + 1 : 0;
    refusals = end === 'refused' && idle > 0 ? refusals + 1 : 0;
    if (signal.aborted) return;
    if (end === 'forgotten' || refusals >= refusalsUntilRelist) {
      const why =
        end === 'forgotten'
          ? 'the API server no longer had the revision at which the watch was (410)'
          : 'the API server refused to go on with the watch';
      await relist(loop, position, why);
    }
    const pauseMs = pausesMs[Math.min(idle, pausesMs.length - 1)] ?? 0;
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

async function relist(
  { scope, replica, sink, list, signal }: Loop,
  position: { resourceVersion: string },
  reason: string,
): Promise<void> {
  const listing = await list().catch(() => undefined);
  if (listing === undefined || signal.aborted) return;
  sink.gap(scope.kind, reason);
  for (const change of replica.replaceBy(listing)) sink.change(change);
  position.resourceVersion = listing.resourceVersion;
}

async function followStream(
  loop: Loop,
  position: { resourceVersion: string },
): Promise<StreamEnd> {
  const scissors = new AbortController();
  loop.cut = () => scissors.abort();
  try {
    const path = watchPath(loop.scope, position.resourceVersion);
    const signal = AbortSignal.any([loop.signal, scissors.signal]);
    const stream = await loop.transport.follow(path, signal);
    if (stream.status !== 200) return stream.status === 410 ? 'forgotten' : 'refused';
    for await (const line of linesOf(stream.chunks)) {
      const end = takeIn(line, loop, position);
      if (end !== undefined) return end;
    }
  } catch {
    // A cut connection tells nothing that the next attempt would not.
  }
  return 'cut';
}

/** One event of a stream; says how the stream ended if this was its last. */
function takeIn(
  line: string,
  { scope, replica, sink }: Loop,
  position: { resourceVersion: string },
): StreamEnd | undefined {
  const event = parseEvent(line);
  if (event === undefined) return 'refused';
  if (event.type === 'ERROR') return event.code === 410 ? 'forgotten' : 'refused';
  position.resourceVersion = event.resourceVersion;
  if (event.type === 'BOOKMARK') return undefined;
  const object = { ...event.object, apiVersion: apiVersions[scope.kind], kind: scope.kind };
  const change = replica.apply(object as KubernetesObject, event.type === 'DELETED');
  if (change) sink.change(change);
  return undefined;
}

type WatchEvent =
  | { readonly type: 'ERROR'; readonly code: number }
  | {
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
      readonly object: Readonly<Record<string, unknown>>;
      readonly resourceVersion: string;
    };

/** What a line says; undefined when it cannot be read. */
export function parseEvent(line: string): WatchEvent | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isRecord(parsed) || !isRecord(parsed['object'])) return undefined;
  const { type, object } = parsed as { type: unknown; object: Readonly<Record<string, unknown>> };
  if (type === 'ERROR') return { type, code: Number(object['code']) };
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED' && type !== 'BOOKMARK') {
    return undefined;
  }
  const metadata = isRecord(object['metadata']) ? object['metadata'] : {};
  const { resourceVersion } = metadata;
  return typeof resourceVersion === 'string' ? { type, object, resourceVersion } : undefined;
}

function watchPath(scope: Scope, resourceVersion: string): string {
  const query = new URLSearchParams({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion,
    ...(scope.labelSelector !== undefined && { labelSelector: scope.labelSelector }),
  });
  return `${collectionPath(scope.kind, scope.namespace)}?${query.toString()}`;
}

async function catchUp(loop: Loop, patience: number): Promise<number> {
  const { scope, replica, sink } = loop;
  const listing = await loop.list();
  const end = Number(listing.resourceVersion);
  await waitUntilTold(replica, listing, patience / 5);
  if (replica.missing(listing).length > 0) {
    // A connection can be dead without telling; going on over another one loses nothing.
    loop.cut?.();
    await waitUntilTold(replica, listing, patience);
  }
  const missing = replica.missing(listing);
  if (missing.length === 0) return end;
  sink.gap(scope.kind, `the watch never told what a list shows: ${missing.join(', ')}`);
  for (const change of replica.replaceBy(listing)) sink.change(change);
  return end;
}

async function waitUntilTold(
  replica: Replica,
  listing: Listing<KubernetesObject>,
  patience: number,
): Promise<void> {
  const pollMs = 5;
  for (let waited = 0; waited < patience; waited += pollMs) {
    if (replica.missing(listing).length === 0) return;
    await sleep(pollMs);
  }
}
