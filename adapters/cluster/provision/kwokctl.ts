/** Runs kwokctl, and says in a person's words why a control plane did not start. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { execa } from 'execa';

import type { OnProgress } from './binaries/build.ts';
import type { Binaries } from './binaries/find.ts';
import type { OwnedCluster } from './cluster-file.ts';
import { proxyKubeconfig, startComponent, stoppedComponents } from './components.ts';
import { ProvisionError } from './errors.ts';
import { formatFeatureGates } from './feature-gates.ts';
import { kwokConfigOf } from './kwok-config.ts';
import type { ComponentName } from './processes.ts';
import { componentNames } from './processes.ts';
import type { Plan } from './provider.ts';

/** From the first process to serving: a healthy control plane needs five seconds, the rest is for a
 * machine that is busy and for downloads. */
const startDeadline = '180s';

/** Starts the processes of a cluster and waits until they serve. */
export async function startControlPlane(
  { folder, name, release, featureGates }: Plan,
  cluster: OwnedCluster,
  binaries: Binaries,
  onProgress: OnProgress,
): Promise<void> {
  const started = performance.now();
  onProgress(`${name}: starting Kubernetes ${release.version}`);
  const config = join(folder, 'kwokctl.yaml');
  const paths = binaries.source === 'built' ? { paths: binaries.paths } : {};
  const { proxyPort } = cluster;
  await writeFile(
    config,
    kwokConfigOf({ version: release.version, featureGates, proxyPort, ...paths }),
  );
  const child = execa(binaries.kwokctl, createArguments(name, config, cluster.kubeconfig), {
    env: environmentOf(folder),
    extendEnv: false,
    reject: false,
    all: true,
  });
  const done = new AbortController();
  const ended = child.then(() => undefined);
  const proxied = startProxy(cluster, done.signal);
  const dead = await Promise.race([ended, waitForDeath(cluster, done.signal)]);
  done.abort();
  if (dead !== undefined) child.kill();
  const result = await child;
  await proxied;
  const missing = dead ?? (await stoppedComponents(cluster));
  if (result.failed || missing.length > 0) throw await startFailed(cluster, missing, result.all);
  onProgress(`${name}: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** The arguments of kwokctl that make a cluster; everything else is in the file. */
export function createArguments(
  name: string,
  config: string,
  kubeconfig: string,
): readonly string[] {
  const cluster = ['--name', name, '--config', config];
  return [...cluster, 'create', 'cluster', '--kubeconfig', kubeconfig, '--wait', startDeadline];
}

/** kwokctl is to see this cluster's folder and none of the user's own settings. */
export function environmentOf(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([key]) => !key.startsWith('KWOK_'));
  return { ...Object.fromEntries(own), KWOK_WORKDIR: join(folder, 'kwok') };
}

/** Starts the proxy as soon as it has what it needs, which is before anyone needs it: the
 * controllers try for ten seconds. */
async function startProxy(cluster: OwnedCluster, signal: AbortSignal): Promise<void> {
  const needed = [proxyKubeconfig, 'pki/admin.key', 'logs', 'pids'].map((file) =>
    join(cluster.componentFolder ?? '', file),
  );
  while (!signal.aborted) {
    if (needed.every((file) => existsSync(file))) return startComponent(cluster, 'api-proxy');
    await sleep(20);
  }
}

const impatient: readonly ComponentName[] = ['kube-controller-manager', 'kube-scheduler'];
const maxRestarts = 6;

/** Components that were started and have ended; kwokctl itself would wait for them in vain. */
async function waitForDeath(
  cluster: OwnedCluster,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  let suspects: readonly string[] = [];
  let restarts = 0;
  while (!signal.aborted) {
    const started = await startedComponents(cluster);
    const stopped = await stoppedComponents(cluster);
    const dead = stopped.filter((name) => started.includes(name));
    // Twice in a row: a process that was only just forked does not have its arguments yet.
    const again = dead.filter((name) => suspects.includes(name));
    suspects = dead;
    // Who only waits for the API server gives up after ten seconds, in which a busy machine may not
    // get it ready.
    const isImpatience = again.every((name) => impatient.includes(name));
    if (again.length > 0 && (!isImpatience || restarts >= maxRestarts)) return dead;
    for (const name of again) await startComponent(cluster, name);
    if (again.length > 0) restarts += 1;
    await sleep(500, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

async function startedComponents(cluster: OwnedCluster): Promise<readonly string[]> {
  const files = await readdir(join(cluster.componentFolder ?? '', 'pids')).catch(() => []);
  return files.map((file) => basename(file, '.pid'));
}

async function startFailed(
  cluster: OwnedCluster,
  missing: readonly string[],
  output: string,
): Promise<ProvisionError> {
  const logs = join(cluster.componentFolder ?? '', 'logs');
  const tails = await Promise.all(missing.map((name) => tailOf(logs, name)));
  const told = tails.filter((tail) => tail !== '');
  const gates = formatFeatureGates(cluster.featureGates);
  return new ProvisionError('failed', {
    what: `The control plane of cluster "${cluster.name}" did not start.`,
    expected: `${componentNames.join(', ')} running and serving Kubernetes ${cluster.version}`,
    found: [
      missing.length > 0 ? `not running: ${missing.join(', ')}` : 'all running, not serving',
      ...(told.length > 0 ? told : ['kwokctl said:', plainLog(output)]),
    ].join('\n'),
    next: [
      ...(gates ? [`see that Kubernetes ${cluster.version} knows these gates: ${gates}`] : []),
      ...(told.length > 0 ? [`read the logs in ${logs}`] : []),
      `then: plimsoll cluster down --name ${cluster.name}`,
    ].join('\n'),
  });
}

/** The end of a component's log: where a program says why it gave up. */
async function tailOf(logs: string, name: string): Promise<string> {
  const log = await readFile(join(logs, `${name}.log`), 'utf8').catch(() => '');
  return log === '' ? '' : `${name}.log: ${lastLines(log, 6)}`;
}

/** kwokctl logs JSON where it does not write to a terminal; message and error are what matters. */
export function plainLog(output: string): string {
  const lines = output.split('\n').map((line) => {
    const { msg, err } = entryOf(line);
    return [msg ?? line, err].filter((part) => typeof part === 'string').join(': ');
  });
  return lastLines(lines.join('\n'), 12);
}

function entryOf(line: string): { readonly msg?: unknown; readonly err?: unknown } {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry !== null ? entry : {};
  } catch {
    return {};
  }
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
