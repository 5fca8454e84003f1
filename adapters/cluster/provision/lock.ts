/** One process at a time, by a file that names its holder. A holder that died holds nothing. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;

/** Runs `work` while this process alone holds `path`; `onWait` hears once whom it waits for. */
export async function withLock<T>(
  path: string,
  onWait: (holder: number) => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const token = `${process.pid} ${randomUUID()}`;
  let told = false;
  while (!(await acquire(path, token))) {
    const holder = await holderOf(path);
    if (holder !== undefined && !told) {
      told = true;
      onWait(holder);
    }
    await sleep(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string, token: string): Promise<boolean> {
  // Of its own, also where one process asks twice at the same moment.
  const draft = `${path}.${token.replace(' ', '.')}`;
  await writeFile(draft, token);
  try {
    // A link appears with its content, so nobody sees a lock that does not say yet whose it is.
    await link(draft, path);
    return true;
  } catch (cause) {
    if (!isExisting(cause)) throw cause;
    if ((await holderOf(path)) !== undefined) return false;
    // Two processes may find the same dead holder: the last one to write gets it, and both look.
    await rename(draft, path);
    await sleep(pollMs);
    return (await contentOf(path)) === token;
  } finally {
    await rm(draft, { force: true });
  }
}

async function holderOf(path: string): Promise<number | undefined> {
  const content = await contentOf(path);
  const pid = Number.parseInt(content ?? '', 10);
  return Number.isInteger(pid) && (await isAlive(pid)) ? pid : undefined;
}

async function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Is there a process with this id that still does something? One that belongs to somebody else
 * counts; one that has ended and was not collected yet does not. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
  }
  const stat = await contentOf(`/proc/${pid}/stat`);
  return stat === undefined || !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
}

function isExisting(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}
