/** Runs kwokctl, and says in a person's words why a control plane did not start. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { execa } from 'execa';

import type { OnProgress } from './binaries/build.ts';
import type { Binaries } from './binaries/find.ts';
import type { OwnedCluster } from './cluster-file.ts';
import { ProvisionError } from './errors.ts';
import { formatFeatureGates } from './feature-gates.ts';
import { kwokConfigOf } from './kwok-config.ts';
import { componentNames, componentProcesses } from './processes.ts';
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
  await writeFile(config, kwokConfigOf({ version: release.version, featureGates, ...paths }));
  const child = execa(binaries.kwokctl, createArguments(name, config, cluster.kubeconfig), {
    env: environmentOf(folder),
    extendEnv: false,
    reject: false,
    all: true,
  });
  const done = new AbortController();
  const dead = await Promise.race([child.then(() => undefined), waitForDeath(cluster, done.signal)]);
  done.abort();
  if (dead !== undefined) child.kill();
  const result = await child;
  const missing = dead ?? (await stoppedComponents(cluster));
  if (result.failed || missing.length > 0) throw await startFailed(cluster, missing, result.all);
  onProgress(`${name}: ready after ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** Starts those components of a cluster again that do not run. */
export async function startStoppedComponents(cluster: OwnedCluster): Promise<void> {
  const kwokctl = cluster.binaries?.paths.kwokctl ?? 'kwokctl';
  await execa(kwokctl, ['--name', cluster.name, 'start', 'cluster', '--wait', startDeadline], {
    env: environmentOf(dirname(cluster.kubeconfig)),
    extendEnv: false,
  });
}

/** Which components of a cluster do not run. */
export async function stoppedComponents(cluster: OwnedCluster): Promise<readonly string[]> {
  const running = await componentProcesses(dirname(cluster.kubeconfig));
  return componentNames.filter((name) => !running.some(({ component }) => component === name));
}

/** The arguments of kwokctl that make a cluster; everything else is in the file. */
export function createArguments(
  name: string,
  config: string,
  kubeconfig: string,
): readonly string[] {
  return [
    ...['--name', name, '--config', config, 'create', 'cluster'],
    ...['--kubeconfig', kubeconfig, '--wait', startDeadline],
  ];
}

/** kwokctl is to see this cluster's folder and none of the user's own settings. */
export function environmentOf(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([key]) => !key.startsWith('KWOK_'));
  return { ...Object.fromEntries(own), KWOK_WORKDIR: join(folder, 'kwok') };
}

/** Components that were started and have ended; kwokctl itself would wait for them in vain. */
async function waitForDeath(
  cluster: OwnedCluster,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  let suspects: readonly string[] = [];
  while (!signal.aborted) {
    const started = await startedComponents(cluster);
    const stopped = await stoppedComponents(cluster);
    const dead = stopped.filter((name) => started.includes(name));
    // Twice in a row: a process that was only just forked does not have its arguments yet.
    if (dead.some((name) => suspects.includes(name))) return dead;
    suspects = dead;
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
  const tails = await Promise.all(
    missing.map(async (name) => {
      const log = await readFile(join(logs, `${name}.log`), 'utf8').catch(() => '');
      return `${name}.log: ${lastLines(log, 6)}`;
    }),
  );
  const gates = formatFeatureGates(cluster.featureGates);
  return new ProvisionError('failed', {
    what: `The control plane of cluster "${cluster.name}" did not start.`,
    expected: `${componentNames.join(', ')} running and serving Kubernetes ${cluster.version}`,
    found: [
      missing.length > 0 ? `not running: ${missing.join(', ')}` : 'all running, not serving',
      ...(tails.length > 0 ? tails : [lastLines(output, 12)]),
    ].join('\n'),
    next: [
      ...(gates ? [`see that Kubernetes ${cluster.version} knows these feature gates: ${gates}`] : []),
      `read the logs in ${logs},`,
      `then: plimsoll cluster down --name ${cluster.name}`,
    ].join('\n'),
  });
}

function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
