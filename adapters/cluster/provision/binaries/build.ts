/** Builds bundles with Go, once: into a folder beside the final one, which is then renamed. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { execa } from 'execa';

import { ProvisionError } from '../errors.ts';
import { withLock } from '../lock.ts';
import type { Bundle } from './programs.ts';
import { buildArguments, buildEnvironment, folderOf, modulesFolder } from './programs.ts';

/** Hears one line at a time about what is going on. */
export type OnProgress = (line: string) => void;

const heartbeatMs = 15_000;

/** The folder with a bundle's programs, built first if it is not there yet. */
export async function builtBundle(
  bundle: Bundle,
  cache: string,
  onProgress: OnProgress,
): Promise<string> {
  const folder = await folderOf(bundle, cache);
  if (existsSync(folder)) return folder;
  const wait = (holder: number) => {
    onProgress(`${bundle.title}: process ${holder} is building it already, waiting`);
  };
  await withLock(`${folder}.lock`, wait, async () => {
    if (existsSync(folder)) return;
    await removeDrafts(folder);
    const draft = `${folder}.draft-${process.pid}`;
    await mkdir(draft, { recursive: true });
    await build(bundle, draft, onProgress);
    await rename(draft, folder);
  });
  return folder;
}

async function build(bundle: Bundle, draft: string, onProgress: OnProgress): Promise<void> {
  const started = performance.now();
  const what = `${bundle.title}: building ${bundle.programs.join(', ')}`;
  onProgress(`${what} with Go (once; the first time takes some minutes)`);
  const elapsed = () => `${Math.round((performance.now() - started) / 1000)} s`;
  const timer = setInterval(() => onProgress(`${what}, ${elapsed()}`), heartbeatMs);
  const cwd = join(modulesFolder, bundle.module);
  const result = await execa('go', buildArguments(bundle, draft), {
    cwd,
    env: buildEnvironment,
    reject: false,
    all: true,
  });
  clearInterval(timer);
  const missing = bundle.programs.filter((program) => !existsSync(join(draft, program)));
  if (!result.failed && missing.length === 0) {
    onProgress(`${bundle.title}: built in ${elapsed()}`);
    return;
  }
  await rm(draft, { recursive: true, force: true });
  throw buildFailed(bundle, cwd, missing, result.all || (result.shortMessage ?? ''));
}

function buildFailed(
  bundle: Bundle,
  cwd: string,
  missing: readonly string[],
  output: string,
): ProvisionError {
  const lines = output.split('\n').filter((line) => !line.startsWith('go: downloading '));
  return new ProvisionError('failed', {
    what: `Go could not build ${bundle.title}.`,
    expected: `${bundle.programs.join(', ')} from ${join(cwd, 'go.mod')}`,
    found: `no ${missing.join(', no ')}; the end of what Go said:\n${lines.slice(-15).join('\n')}`,
    next: [
      'see that `go version` meets the go.mod, and that the module proxy (`go env GOPROXY`)',
      `can be reached; then try by hand: cd ${cwd} && go build -o FOLDER tool`,
    ].join('\n'),
  });
}

/** What builds that were killed have left behind; the lock says that none is running. */
async function removeDrafts(folder: string): Promise<void> {
  const parent = dirname(folder);
  const drafts = (await readdir(parent)).filter((name) =>
    name.startsWith(`${basename(folder)}.draft-`),
  );
  await Promise.all(drafts.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}
