/** What a scenario has of a cluster: a namespace, nodes, and a watch of every kind. */
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterWatchLagMs } from '../../specs/deadlines.ts';
import type { KubernetesObject, Labels } from '../../specs/kubernetes.ts';
import { kindsOf } from '../../specs/scenario-kinds.ts';
import type { Placement } from '../../specs/manifest.ts';
import { managedLabel, poolLabel } from '../../specs/manifest.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import type { Target } from '../../specs/target.ts';
import { AdapterError } from '../adapter.ts';
import type { Connection } from './connection.ts';
import { namespaceAilment } from './health.ts';
import { createNamespace, removeNamespace, unlessGone } from './namespace.ts';
import type { NodeClock, NodeTimes } from './node-times.ts';
import { createNodeClock } from './node-times.ts';
import { createNode, waitForNodes } from './nodes.ts';
import type { Observer } from './observe.ts';
import { auditPatienceMs, createObserver } from './observe.ts';
import { collectionPath } from './resources.ts';
import { runLabel } from './settings.ts';
import type { WatchSink, Watching } from './watch.ts';
import { watchKind } from './watch.ts';

/** What is to be made. */
export interface WorldPlan {
  readonly connection: Connection;
  readonly scenario: Scenario;
  readonly namespace: string;
  /** The value of the run's label. */
  readonly run: string;
  /** The pool of nodes that are used as they are; absent: the scenario gets nodes of its own. */
  readonly givenPool: string | undefined;
}

export interface World {
  readonly placement: Placement;
  /** What every object of this run carries. */
  readonly labels: Labels;
  readonly observer: Observer;
  /** When `now()` was 0. */
  readonly epoch: number;
  now(): Millis;
  /** The objects of a kind as they were told last. */
  objects(kind?: KubernetesObject['kind']): readonly KubernetesObject[];
  readonly nodeTimes: NodeTimes;
  /** How long a sync of a controller may have taken so far. */
  longestSyncMs(): Millis;
  /** What it was like so far: on a machine that is busy, controllers act on older views. */
  target(): Target;
  /** Waits until everything that was stored so far has been observed, with its author. Fails when
   * the namespace has been taken away. */
  catchUp(): Promise<void>;
}

/** A watch that has not told what a list shows by then has lost it. */
const watchPatienceMs = 10_000;
const nodesDeadlineMs = 30_000;

/** Makes the world of a scenario. `watches` takes every watch that was begun, so that whoever
 * called can end them, however far this comes. */
export async function makeWorld(plan: WorldPlan, watches: Watching[]): Promise<World> {
  const { connection, namespace, givenPool } = plan;
  const { settings, auditLog, target } = connection;
  const labels = { ...settings.labels, [runLabel]: plan.run };
  const audit = auditLog?.subscribe(namespace);
  await Promise.all([
    createNamespace(connection, namespace, labels),
    ...(givenPool === undefined ? [makeNodes(plan, labels)] : []),
  ]);

  const epoch = Date.now();
  const now = () => Date.now() - epoch;
  const globalOrder = target.guarantees.includes('global-order');
  const observer = createObserver({
    now,
    globalOrder,
    ...(auditLog && audit && { audit, auditedUpTo: () => auditLog.readUpTo() - epoch }),
  });
  const longestSyncMs = () => audit?.longestSyncMs() ?? 0;
  const nodeTimes = createNodeClock(Date.now);
  watches.push(...(await startWatches(plan, noting(nodeTimes, observer))));
  observer.completeUpTo(Math.min(...watches.map(({ since }) => since)));

  return {
    placement: { namespace, pool: givenPool ?? namespace, image: settings.image },
    labels,
    observer,
    epoch,
    now,
    nodeTimes,
    longestSyncMs,
    target: () => {
      const stalenessMs = clusterWatchLagMs * settings.timeoutScale + longestSyncMs();
      return { ...target, stalenessMs: Math.max(target.stalenessMs, stalenessMs) };
    },
    objects: (kind) =>
      watches
        .filter((watch) => kind === undefined || watch.kind === kind)
        .flatMap((watch) => [...watch.objects()]),
    catchUp: () => catchUp(plan, watches, observer),
  };
}

async function makeNodes({ connection, scenario, namespace }: WorldPlan, labels: Labels) {
  const { rest, settings } = connection;
  const pool = { namespace, labels };
  await Promise.all(
    scenario.nodes.map((shape, index) => createNode(rest, pool, shape, index, 'suite')),
  );
  const deadlineMs = nodesDeadlineMs * settings.timeoutScale;
  await waitForNodes(rest, namespace, scenario.nodes.length, deadlineMs);
}

async function startWatches(
  { connection, scenario, namespace, givenPool }: WorldPlan,
  sink: WatchSink,
): Promise<readonly Watching[]> {
  const { rest, transport } = connection;
  const labelSelector = `${poolLabel}=${givenPool ?? namespace}`;
  return Promise.all(
    kindsOf(scenario).map((kind) => {
      const scope = { kind, namespace, ...(kind === 'Node' && { labelSelector }) };
      return watchKind(scope, rest, transport, sink);
    }),
  );
}

/** Notes in passing what happens to nodes. */
function noting(nodeTimes: NodeClock, observer: Observer): WatchSink {
  return {
    gap: observer.gap,
    change(change) {
      nodeTimes.follow(change);
      observer.change(change);
    },
  };
}

async function catchUp(
  { connection, namespace }: WorldPlan,
  watches: readonly Watching[],
  observer: Observer,
): Promise<void> {
  const patience = watchPatienceMs * connection.settings.timeoutScale;
  const [ailment, ...ends] = await Promise.all([
    namespaceAilment(connection.rest, namespace),
    ...watches.map((watch) => watch.catchUp(patience)),
  ]);
  observer.completeUpTo(Math.min(...ends));
  const limit = Date.now() + auditPatienceMs;
  while (observer.waiting() > 0 && Date.now() < limit) await sleep(5);
  // Those whose author nobody names are told now, too.
  if (observer.waiting() > 0) await connection.auditLog?.poll();
  if (ailment !== undefined) throw new AdapterError(ailment);
}

/** Gives everything back: what is deleted goes in the background. */
export async function disposeWorld(
  { connection, namespace, givenPool }: WorldPlan,
  watches: readonly Watching[],
): Promise<void> {
  for (const watch of watches) watch.stop();
  connection.auditLog?.unsubscribe(namespace);
  await removeNamespace(connection.rest, namespace);
  if (givenPool !== undefined) return;
  const labelSelector = `${poolLabel}=${namespace},${managedLabel}=plimsoll`;
  const nodes = collectionPath('Node', namespace);
  await unlessGone(connection.rest.deleteCollection(nodes, { labelSelector }, 'suite'));
}
