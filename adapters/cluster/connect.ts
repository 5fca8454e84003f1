/** From a kubeconfig to a cluster that is known to be fit for a run. */
import {
  clusterClockToleranceMs,
  clusterStalenessMs,
} from '../../specs/deadlines.ts';
import type { Guarantee, Target } from '../../specs/target.ts';
import { openAuditLog } from './audit-log.ts';
import type { Connection } from './connection.ts';
import { PreflightError } from './errors.ts';
import { ailmentOf } from './health.ts';
import { hasServiceAccount } from './namespace.ts';
import { basicPermissions, fakeNodePermissions, requirePermissions } from './preflight.ts';
import type { OwnedCluster } from './provision/cluster-file.ts';
import type { Rest } from './rest.ts';
import { createRest } from './rest.ts';
import type { Settings } from './settings.ts';
import type { Transport } from './transport.ts';
import { openTransport } from './transport.ts';
import { readRelease } from './version.ts';

/** Connects, asks what the cluster is, and makes sure that a run can succeed on it. */
export async function connect(
  settings: Settings,
  owned: OwnedCluster | undefined,
): Promise<Connection> {
  const transport = await openTransport(settings);
  try {
    return await connectOver(transport, settings, owned);
  } catch (error) {
    transport.close();
    throw error;
  }
}

async function connectOver(
  transport: Transport,
  settings: Settings,
  owned: OwnedCluster | undefined,
): Promise<Connection> {
  const rest = createRest(transport);
  const release = await readRelease(rest, owned);
  await requirePermissions(rest, [
    ...basicPermissions,
    ...(settings.useExistingNodes ? [] : fakeNodePermissions),
  ]);
  if (!settings.useExistingNodes && !(await hasKwok(rest, owned))) throw noKwok(rest);
  const ailment = await ailmentOf(rest, owned);
  if (ailment !== undefined) throw unfit(rest, ailment, owned);
  const auditLog = owned && (await openAuditLog(owned.auditLog));
  const target: Target = {
    ...release,
    guarantees: guaranteesOf(owned),
    stalenessMs: clusterStalenessMs * settings.timeoutScale,
    clockToleranceMs: clusterClockToleranceMs,
  };
  const hasServiceAccounts = await hasServiceAccount(rest, 'default');
  return { settings, transport, rest, target, owned, auditLog, hasServiceAccounts };
}

function unfit(rest: Rest, ailment: string, owned: OwnedCluster | undefined): PreflightError {
  const cure = owned
    ? `"plimsoll cluster up --name ${owned.name}" repairs it`
    : 'see that its control plane runs';
  return new PreflightError(`the cluster at ${rest.server} cannot be tested: ${ailment}; ${cure}.`);
}

/** That all kinds live in one etcd is known only of a cluster that was made here; so is where its
 * audit log lies. */
function guaranteesOf(owned: OwnedCluster | undefined): readonly Guarantee[] {
  return owned ? ['complete-history', 'global-order', 'actors'] : ['complete-history'];
}

/** KWOK plays the nodes of an owned cluster, or it serves its Stages, or it plays nodes already. */
async function hasKwok(rest: Rest, owned: OwnedCluster | undefined): Promise<boolean> {
  if (owned !== undefined) return owned.provider === 'kwok';
  const stages = await rest.get('/apis/kwok.x-k8s.io/v1alpha1/stages').catch(() => undefined);
  return stages !== undefined;
}

function noKwok(rest: Rest): PreflightError {
  return new PreflightError(
    `expected KWOK at ${rest.server}, which plays the nodes and pods of scenarios; found none. ` +
      'Make a cluster that has it ("plimsoll cluster up"), or let scenarios run on the nodes ' +
      'that are there (--use-existing-nodes): pods then behave as their image does, and faults ' +
      'of nodes and of pod status are skipped.',
  );
}
