/** One scenario's world on a cluster: a namespace, nodes, and all that is watched of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterDoneQuietMs } from '../../specs/deadlines.ts';
import { kinds } from '../../specs/kubernetes.ts';
import type { Placement } from '../../specs/manifest.ts';
import { managedLabel, poolLabel } from '../../specs/manifest.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import type { Budgets, Environment } from '../adapter.ts';
import { AdapterError } from '../adapter.ts';
import { submitCommand } from './commands.ts';
import type { Connection } from './connection.ts';
import { looksDone } from './done.ts';
import { dueOf } from './due.ts';
import { StatusError, TransportError } from './errors.ts';
import { injectFault } from './faults.ts';
import { ailmentOf, namespaceAilment } from './health.ts';
import { createNamespace, removeNamespace, unlessGone } from './namespace.ts';
import { createNode, waitForNodes } from './nodes.ts';
import type { Observer } from './observe.ts';
import { auditPatienceMs, createObserver } from './observe.ts';
import { collectionPath } from './resources.ts';
import { runLabel } from './settings.ts';
import type { WatchSink, Watching } from './watch.ts';
import { watchKind } from './watch.ts';

export interface EnvironmentOptions {
  readonly connection: Connection;
  readonly scenario: Scenario;
  readonly namespace: string;
  readonly run: string;
  readonly budgets: Budgets;
  /** The pool of nodes that are used as they are; absent: the scenario gets nodes of its own. */
  readonly givenPool: string | undefined;
  readonly stopControllers: (() => Promise<() => Promise<void>>) | undefined;
  /** Called once everything that the environment holds has been given back. */
  readonly onClosed: () => void;
}

/** A watch that has not told what a list shows by then has lost it. */
const watchPatienceMs = 10_000;
const pollMs = 25;
/** References are resolved from what was complete at most this long ago. */
const freshMs = 50;
const nodesAreGiven = 'the nodes of this cluster are used as they are';

/** Makes the world of a scenario; whatever was made of it is removed again if that fails. */
export async function openEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const watches: Watching[] = [];
  try {
    return await open(options, watches);
  } catch (error) {
    await dispose(options, watches).catch(() => undefined);
    throw asAdapterError(error);
  }
}

async function open(options: EnvironmentOptions, watches: Watching[]): Promise<Environment> {
  const { connection, scenario, namespace, run, givenPool } = options;
  const { rest, settings, auditLog, target } = connection;
  const labels = { ...settings.labels, [runLabel]: run };
  const audit = auditLog?.subscribe(namespace);
  const pool = { namespace, labels };
  const shapes = givenPool === undefined ? scenario.nodes : [];

  await Promise.all([
    createNamespace(connection, namespace, labels),
    ...shapes.map((shape, index) => createNode(rest, pool, shape, index, 'suite')),
  ]);
  if (givenPool === undefined) {
    await waitForNodes(rest, namespace, shapes.length, 30_000 * settings.timeoutScale);
  }

  const epoch = Date.now();
  const now = () => Date.now() - epoch;
  const globalOrder = target.guarantees.includes('global-order');
  const observer = createObserver({ now, globalOrder, ...(audit && { audit }) });
  const nodeEnds = new Map<string, Millis>();
  const sink: WatchSink = {
    gap: observer.gap,
    change(change) {
      const { kind, metadata } = change.object;
      if (kind === 'Node' && change.change === 'DELETED') nodeEnds.set(metadata.name, Date.now());
      observer.change(change);
    },
  };
  watches.push(...(await startWatches(options, sink)));
  observer.completeUpTo(Math.min(...watches.map(({ since }) => since)));

  const placement = { namespace, pool: givenPool ?? namespace, image: settings.image };
  return environmentOf(options, { watches, observer, nodeEnds, placement, epoch, now, pool });
}

async function startWatches(
  { connection, namespace, givenPool }: EnvironmentOptions,
  sink: WatchSink,
): Promise<readonly Watching[]> {
  const { rest, transport } = connection;
  const labelSelector = `${poolLabel}=${givenPool ?? namespace}`;
  return Promise.all(
    kinds.map((kind) => {
      const scope = { kind, namespace, ...(kind === 'Node' && { labelSelector }) };
      return watchKind(scope, rest, transport, sink);
    }),
  );
}

interface World {
  readonly watches: readonly Watching[];
  readonly observer: Observer;
  readonly nodeEnds: ReadonlyMap<string, Millis>;
  readonly placement: Placement;
  readonly epoch: number;
  readonly now: () => Millis;
  readonly pool: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
}

function environmentOf(options: EnvironmentOptions, world: World): Environment {
  const { connection, namespace, scenario, budgets, givenPool, stopControllers } = options;
  const { rest, target, settings } = connection;
  const { watches, observer, nodeEnds, placement, epoch, now, pool } = world;
  let nodesMade = scenario.nodes.length;
  let caughtUpAt = Number.NEGATIVE_INFINITY;
  let closing: Promise<void> | undefined;

  const commandContext = {
    rest,
    placement,
    nodesAreGiven: givenPool === undefined ? undefined : nodesAreGiven,
    addNode: (shape: Scenario['nodes'][number]) => {
      nodesMade += 1;
      return createNode(rest, pool, shape, nodesMade - 1, 'user');
    },
  };

  /** Until everything that was stored so far has been observed, with its author. */
  async function catchUp(): Promise<void> {
    const patience = watchPatienceMs * settings.timeoutScale;
    const [ailment, ...ends] = await Promise.all([
      namespaceAilment(connection, namespace),
      ...watches.map((watch) => watch.catchUp(patience)),
    ]);
    observer.completeUpTo(Math.min(...ends));
    const limit = Date.now() + auditPatienceMs;
    while (observer.waiting() > 0 && Date.now() < limit) await sleep(5);
    caughtUpAt = now();
    if (ailment !== undefined) throw new AdapterError(ailment);
  }

  function isAtRest(quiet: Millis, since: Millis): boolean {
    const silence = now() - Math.max(observer.lastActivity(), since);
    const least = Math.min(quiet, clusterDoneQuietMs * settings.timeoutScale);
    if (silence < least) return false;
    const objects = watches.flatMap((watch) => [...watch.objects()]);
    const due = dueOf(objects, nodeEnds);
    const overdue = due === undefined ? Number.POSITIVE_INFINITY : Date.now() - due;
    return Math.min(silence, overdue) >= (looksDone(objects) ? least : quiet);
  }

  async function waitForRest(quiet: Millis, deadline: Millis): Promise<boolean> {
    // Where KWOK plays the pods, whatever they wait for is written in them (see due.ts).
    const needed = givenPool === undefined ? Math.min(quiet, budgets.quietMs) : quiet;
    // Silence before the last fault was healed says nothing: its victims may have slept through it.
    const since = now();
    for (;;) {
      if (isAtRest(needed, since)) {
        await catchUp();
        if (isAtRest(needed, since)) break;
      }
      if (now() >= deadline) {
        await catchUp();
        return false;
      }
      await sleep(pollMs);
    }
    return true;
  }

  return {
    target,
    startedAt: new Date(epoch).toISOString(),
    now,
    async wait(duration) {
      await sleep(duration);
      // Whatever follows (a step, the end of a fault, the end) has its place in the trace after all
      // that was stored before it.
      await guarded(catchUp());
    },
    waitForRest: (quiet, deadline) => guarded(waitForRest(quiet, deadline)),
    async list(kind) {
      if (now() - caughtUpAt > freshMs) await guarded(catchUp());
      const watching = watches.find((watch) => watch.kind === kind);
      return [...(watching?.objects() ?? [])];
    },
    submit: (command, resolved) => guarded(submitCommand(commandContext, command, resolved)),
    async inject(fault, resolved) {
      const injection = await guarded(
        injectFault({ rest, namespace, stopControllers }, fault, resolved),
      );
      if (injection.phase === 'skipped' || injection.heal === undefined) return injection;
      const { heal } = injection;
      return { phase: 'injected', heal: () => guarded(heal()) };
    },
    drain: () => observer.drain(),
    unfit: () => ailmentOf(connection),
    // What a failing API server keeps from being removed, the end of the whole run tries once more.
    close: () => (closing ??= dispose(options, watches).catch(() => undefined)),
  };
}

/** Gives everything back: what is deleted goes in the background. */
async function dispose(
  { connection, namespace, givenPool, onClosed }: EnvironmentOptions,
  watches: readonly Watching[],
): Promise<void> {
  for (const watch of watches) watch.stop();
  connection.auditLog?.unsubscribe(namespace);
  try {
    await removeNamespace(connection.rest, namespace);
    if (givenPool !== undefined) return;
    const labelSelector = `${poolLabel}=${namespace},${managedLabel}=plimsoll`;
    const nodes = collectionPath('Node', namespace);
    await unlessGone(connection.rest.deleteCollection(nodes, { labelSelector }, 'suite'));
  } finally {
    onClosed();
  }
}

/** What goes wrong between the suite and the cluster is the environment's failure. */
async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asAdapterError(error);
  }
}

function asAdapterError(error: unknown): unknown {
  if (!(error instanceof StatusError) && !(error instanceof TransportError)) return error;
  return new AdapterError(error.message, { cause: error });
}
