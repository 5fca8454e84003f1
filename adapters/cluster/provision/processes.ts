/** The processes of a cluster: found by the cluster's own folder in their arguments, and by nothing
 * else, so that no other cluster's can be hit. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { execa } from 'execa';

/** The programs that a control plane consists of, in the order in which they need each other. */
export const componentNames = [
  'etcd',
  'kube-apiserver',
  'api-proxy',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok-controller',
] as const;
export type ComponentName = (typeof componentNames)[number];

export interface ComponentProcess {
  readonly component: ComponentName | 'kwokctl';
  readonly pid: number;
}

/** The running components of the cluster with this folder, and kwokctl while it works on it. */
export async function componentProcesses(folder: string): Promise<readonly ComponentProcess[]> {
  const found = [];
  for (const { pid, args } of await allProcesses()) {
    const component = componentOf(args, folder);
    if (component !== undefined && pid !== process.pid) found.push({ component, pid });
  }
  return found;
}

/** Which component of the cluster has these arguments, if one. */
export function componentOf(
  args: readonly string[],
  folder: string,
): ComponentProcess['component'] | undefined {
  const program = basename(args[0] ?? '');
  const component = [...componentNames, 'kwokctl' as const].find((name) => name === program);
  const isOurs = args.slice(1).some((arg) => arg.includes(`${folder}${sep}`));
  return isOurs ? component : undefined;
}

/** Ends what still runs of a cluster, at once: nothing of it is to be kept. */
export async function killComponents(folder: string): Promise<void> {
  for (;;) {
    const left = await componentProcesses(folder);
    if (left.length === 0) return;
    for (const { pid } of left) signalProcess(pid, 'SIGKILL');
    await sleep(50);
  }
}

/** Sends a signal; a process that ended by itself in the meantime is no mistake. */
export function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause;
  }
}

async function allProcesses(): Promise<readonly { pid: number; args: readonly string[] }[]> {
  return existsSync('/proc/self/cmdline') ? fromProc() : fromPs();
}

async function fromProc() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), args: line.split('\0') };
    }),
  );
}

/** Arguments that hold blanks fall apart here, which a search for a folder does not mind. */
async function fromPs() {
  const { stdout } = await execa('ps', ['-A', '-o', 'pid=,args=']);
  return stdout.split('\n').map((line) => {
    const [pid = '', ...args] = line.trim().split(/\s+/);
    return { pid: Number(pid), args };
  });
}
