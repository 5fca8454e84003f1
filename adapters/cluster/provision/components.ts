/**
 * Stops, freezes and starts single components of a KWOK cluster. Not through kwokctl: it takes a
 * killed process that nobody has collected yet for a running one, and then does nothing.
 */
import { spawn } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

import type { OwnedCluster } from './cluster-file.ts';
import { folderOfCluster } from './cluster-file.ts';
import { ProvisionError } from './errors.ts';
import type { ComponentName } from './processes.ts';
import { componentNames, componentProcesses, signalProcess } from './processes.ts';

/** Which components of a cluster do not run. */
export async function stoppedComponents(cluster: OwnedCluster): Promise<readonly ComponentName[]> {
  const running = await componentProcesses(folderOfCluster(cluster));
  return componentNames
    .filter((name) => name !== 'api-proxy' || cluster.proxyPort !== undefined)
    .filter((name) => !running.some(({ component }) => component === name));
}

/** Sends a signal to a component: SIGKILL ends it, SIGSTOP freezes it, SIGCONT lets it go on.
 * Resolves after SIGKILL only when the process is gone. */
export async function signalComponent(
  cluster: OwnedCluster,
  name: ComponentName,
  signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT',
): Promise<void> {
  const folder = folderOfCluster(cluster);
  const find = async () =>
    (await componentProcesses(folder)).filter(({ component }) => component === name);
  for (const { pid } of await find()) signalProcess(pid, signal);
  if (signal !== 'SIGKILL') return;
  while ((await find()).length > 0) await sleep(10);
}

/** Starts a component with the arguments it had before; one that runs is left alone. It serves when
 * its own health check says so, which is not waited for. */
export async function startComponent(cluster: OwnedCluster, name: ComponentName): Promise<void> {
  if (!(await stoppedComponents(cluster)).includes(name)) return;
  const { binary, args, workDir } =
    name === 'api-proxy' ? proxyCommandOf(cluster) : await commandOf(cluster, name);
  const log = await open(join(workDir, 'logs', `${name}.log`), 'a');
  const child = spawn(binary, args, {
    argv0: name,
    cwd: workDir,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  }).finally(() => log.close());
  child.unref();
  await writeFile(join(workDir, 'pids', `${name}.pid`), String(child.pid));
}

/** Starts those components that do not run, in the order in which they need each other. */
export async function startStoppedComponents(cluster: OwnedCluster): Promise<void> {
  for (const name of await stoppedComponents(cluster)) await startComponent(cluster, name);
}

const commandSchema = z.object({
  name: z.string(),
  binary: z.string(),
  args: z.array(z.string()),
  workDir: z.string(),
});
const kwokFileSchema = z.object({ components: z.array(commandSchema) });

/** Our own program, of this very Node.js; by its name it is found again like the others. */
function proxyCommandOf({ componentFolder: workDir = '', proxyPort }: OwnedCluster) {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const script = join(import.meta.dirname, '..', 'api-proxy', `api-proxy.${ending}`);
  const args = [script, `--kubeconfig=${join(workDir, proxyKubeconfig)}`, `--port=${proxyPort}`];
  return { binary: process.execPath, args, workDir };
}

/** What kwokctl writes for the components, before it starts any. */
export const proxyKubeconfig = 'kubeconfig.yaml';

/** kwokctl keeps every component's command line in the first document of its own file. */
async function commandOf(cluster: OwnedCluster, name: ComponentName) {
  const file = join(cluster.componentFolder ?? '', 'kwok.yaml');
  const [first] = parseAllDocuments(await readFile(file, 'utf8'));
  const found = kwokFileSchema.safeParse(first?.toJS());
  const command = found.data?.components.find((component) => component.name === name);
  if (command !== undefined) return command;
  throw new ProvisionError('failed', {
    what: `How ${name} of cluster "${cluster.name}" is started is not known.`,
    expected: `components[name=${name}] with binary, args and workDir in ${file}`,
    found: found.error ? z.prettifyError(found.error) : 'no such component',
    next: `make the cluster anew: plimsoll cluster down --name ${cluster.name}`,
  });
}
