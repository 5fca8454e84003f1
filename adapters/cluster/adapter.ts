/** The adapter of a real cluster: whatever a kubeconfig leads to. */
import { randomInt } from 'node:crypto';
import {
  clusterHoldMs,
  clusterQuietMs,
  clusterSettleDeadlineMs,
} from '../../specs/deadlines.ts';
import type { Scenario } from '../../specs/scenario.ts';
import { holdsUpControllers } from '../../specs/scenario.ts';
import type { Adapter, Budgets, Capability, Environment } from '../adapter.ts';
import { AdapterError } from '../adapter.ts';
import { borrowNodes, returnNodes } from './borrowed-nodes.ts';
import { cleanRun } from './clean.ts';
import { troublemaker } from './api-proxy/ask.ts';
import { connect } from './connect.ts';
import type { Connection } from './connection.ts';
import { controllerStopper } from './controllers.ts';
import { openEnvironment } from './environment.ts';
import { playedPodFaults, podFaults } from './faults.ts';
import { startHeart } from './heart.ts';
import { createLanes } from './lanes.ts';
import type { OwnedCluster } from './provision/cluster-file.ts';
import { ownedCluster } from './provision/cluster-file.ts';
import type { ClusterOptions, Settings } from './settings.ts';
import { runLabel, settingsOf } from './settings.ts';

/** How long the end of a run waits for the namespaces of its scenarios to vanish. */
const goneDeadlineMs = 120_000;

/** An adapter for one cluster. Nothing is sent before `describe` or `open`. */
export function clusterAdapter(options: ClusterOptions): Adapter {
  const settings = settingsOf(options);
  const owned = settings.kubeconfig === undefined ? undefined : ownedCluster(settings.kubeconfig);
  const stopControllers = owned && controllerStopper(owned);
  const makeTrouble = owned && troublemaker(owned);
  const capabilities = capabilitiesOf(settings, owned);
  const budgets = budgetsOf(settings);
  const lanes = createLanes(settings.lanes);
  const run = randomName();
  const pool = `${settings.namespacePrefix}${run}`;
  const opened = new Set<Environment>();
  let count = 0;
  let connecting: Promise<Connection> | undefined;
  let stopHeart: (() => void) | undefined;

  async function connectOnce(): Promise<Connection> {
    connecting ??= prepare();
    return connecting;
  }

  async function prepare(): Promise<Connection> {
    const connection = await connect(settings, owned);
    stopHeart = await startHeart(connection.rest, pool, { ...settings.labels, [runLabel]: run });
    if (settings.useExistingNodes) await borrowNodes(connection.rest, pool);
    return connection;
  }

  async function open(scenario: Scenario): Promise<Environment> {
    const connection = await connectOnce();
    const leave = await lanes.enter(holdsUpControllers(scenario) ? 'all' : 'one');
    count += 1;
    // An environment that could not be opened gives its lane back itself.
    const environment = await openEnvironment({
      connection,
      scenario,
      namespace: `${pool}-${count}`,
      run,
      budgets,
      givenPool: settings.useExistingNodes ? pool : undefined,
      stopControllers,
      makeTrouble,
      onClosed: leave,
    });
    const tracked: Environment = {
      ...environment,
      get target() {
        return environment.target;
      },
      async close() {
        await environment.close();
        opened.delete(tracked);
      },
    };
    opened.add(tracked);
    return tracked;
  }

  async function close(): Promise<void> {
    const connection = await connecting?.catch(() => undefined);
    connecting = undefined;
    if (connection === undefined) return;
    stopHeart?.();
    await Promise.all([...opened].map((environment) => environment.close()));
    await endRun(connection, run, pool);
  }

  return {
    name: 'kubeconfig',
    capabilities,
    budgets,
    describe: async () => (await connectOnce()).target,
    open,
    close,
  };
}

/** Removes what is left of a run, and lets go of the cluster. */
async function endRun(connection: Connection, run: string, pool: string): Promise<void> {
  const { rest, auditLog, transport, settings } = connection;
  const { namespacePrefix: prefix, useExistingNodes, timeoutScale } = settings;
  try {
    if (useExistingNodes) await returnNodes(rest, pool);
    const made = { prefix, run, madeNodes: !useExistingNodes };
    const left = await cleanRun(rest, made, goneDeadlineMs * timeoutScale);
    if (left.length > 0) throw leftovers(left);
  } finally {
    await auditLog?.close();
    transport.close();
  }
}

function budgetsOf({ timeoutScale }: Settings): Budgets {
  return {
    quietMs: clusterQuietMs * timeoutScale,
    settleDeadlineMs: clusterSettleDeadlineMs * timeoutScale,
    holdMs: clusterHoldMs * timeoutScale,
  };
}

function capabilitiesOf(
  { useExistingNodes }: Settings,
  owned: OwnedCluster | undefined,
): ReadonlySet<Capability> {
  const ownsProcesses = owned?.componentFolder !== undefined;
  return new Set([
    ...podFaults,
    ...(useExistingNodes ? [] : [...playedPodFaults, 'NodeCordoned' as const]),
    ...(ownsProcesses && !useExistingNodes ? (['NodeNotReady'] as const) : []),
    ...(ownsProcesses ? (['ControllerRestart'] as const) : []),
    ...(owned?.proxyPort !== undefined ? (['StaleCache', 'ApiUnavailable'] as const) : []),
  ]);
}

/** Short, and good for a namespace: runs on one cluster must not meet. */
function randomName(): string {
  const letters = 'bcdfghjkmnpqrstvwxz23456789';
  return Array.from({ length: 5 }, () => letters[randomInt(letters.length)] ?? '').join('');
}

function leftovers(namespaces: readonly string[]): AdapterError {
  return new AdapterError(
    `these namespaces have not gone in time: ${namespaces.join(', ')}; ` +
      'see "kubectl get namespace -o yaml" for what holds them, then run "plimsoll clean"',
  );
}
