/**
 * A controller manager with one deliberate defect. Go takes the changed file from an overlay over a
 * copy of the upstream module (it refuses overlays of its own module cache), so that nothing of
 * upstream but the text to be replaced need be kept. The first build compiles the copy, some
 * minutes; each further one the packages that depend on the file, and the link.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { execa } from 'execa';

import { ProvisionError } from '../errors.ts';
import { withLock } from '../lock.ts';
import type { Release } from '../versions.ts';
import type { OnProgress } from './build.ts';
import type { Bundle } from './programs.ts';
import { buildEnvironment, bundlesOf, folderOf, modulesFolder } from './programs.ts';

/** One text of one file, and what stands in its place. */
export interface Change {
  readonly id: string;
  /** Below k8s.io/kubernetes. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly put: string;
}

/** A program that was built, and how long that took; 0 where it was there already. */
export interface Built {
  readonly path: string;
  readonly seconds: number;
}

const program = 'kube-controller-manager';

/** The controller manager of a release with this change in it, built where it is not there yet. */
export async function mutatedControllerManager(
  change: Change,
  release: Release,
  cache: string,
  onProgress: OnProgress,
): Promise<Built> {
  const bundle = bundleOf(release);
  const folder = join(cache, 'mutants', `${change.id}-${await keyOf(change, bundle, cache)}`);
  const path = join(folder, program);
  if (existsSync(path)) return { path, seconds: 0 };
  const wait = (holder: number) => onProgress(`process ${holder} is building mutants, waiting`);
  return withLock(join(cache, 'mutants.lock'), wait, async () => {
    const upstream = await upstreamCopy(bundle, cache, onProgress);
    const module = await moduleWith(bundle, upstream, cache);
    const started = performance.now();
    const draft = `${folder}.draft-${process.pid}`;
    await mkdir(draft, { recursive: true });
    try {
      const overlay = await overlayOf(change, upstream, draft);
      await build(change.id, module, bundle, ['-overlay', overlay, '-o', `${draft}/`]);
      await rm(folder, { recursive: true, force: true });
      await rename(draft, folder);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    return { path, seconds: (performance.now() - started) / 1000 };
  });
}

function bundleOf(release: Release): Bundle {
  const bundle = bundlesOf(release).find(({ programs }) => programs.includes(program));
  if (bundle !== undefined) return bundle;
  throw new Error(`no bundle of ${release.version} has a ${program}`);
}

/** Equal keys, equal programs. */
async function keyOf({ file, find, put }: Change, bundle: Bundle, cache: string): Promise<string> {
  const parts = [basename(await folderOf(bundle, cache)), file, find, put];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
}

/** A writable copy of the upstream module, beside the cache of Go. */
async function upstreamCopy(bundle: Bundle, cache: string, tell: OnProgress): Promise<string> {
  const folder = join(cache, 'upstream', bundle.title);
  if (existsSync(folder)) return folder;
  tell(`${bundle.title}: copying its source`);
  const { stdout } = await execa('go', ['mod', 'download', '-json', 'k8s.io/kubernetes'], {
    cwd: join(modulesFolder, bundle.module),
    env: buildEnvironment,
  });
  const { Dir: source } = JSON.parse(stdout) as { readonly Dir: string };
  const draft = `${folder}.draft-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await cp(source, draft, { recursive: true, filter: (path) => !path.endsWith('_test.go') });
  // The module cache is read-only, and so is what was copied; it is to be removed as easily.
  for (const entry of await readdir(draft, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
  await chmod(draft, 0o755);
  await rename(draft, folder);
  return folder;
}

/** The folder of a go.mod that builds the same as the bundle's own, from the copy. */
async function moduleWith(bundle: Bundle, upstream: string, cache: string): Promise<string> {
  const own = join(modulesFolder, bundle.module);
  const folder = join(cache, 'upstream', `${bundle.title}-module`);
  await mkdir(folder, { recursive: true });
  const goMod = await readFile(join(own, 'go.mod'), 'utf8');
  await writeFile(
    join(folder, 'go.mod'),
    `${goMod}\nreplace k8s.io/kubernetes => ${JSON.stringify(upstream)}\n`,
  );
  await writeFile(join(folder, 'go.sum'), await readFile(join(own, 'go.sum'), 'utf8'));
  return folder;
}

/** Writes the changed file, and the overlay that names it. */
async function overlayOf(change: Change, upstream: string, folder: string): Promise<string> {
  const original = join(upstream, change.file);
  const source = await readFile(original, 'utf8').catch(() => undefined);
  const changed = join(folder, 'changed.go');
  await writeFile(changed, changedText(change, source));
  const overlay = join(folder, 'overlay.json');
  await writeFile(overlay, JSON.stringify({ Replace: { [original]: changed } }));
  return overlay;
}

/** The text of the file with the change in it. */
export function changedText({ id, file, find, put }: Change, source: string | undefined): string {
  const times = source === undefined ? undefined : source.split(find).length - 1;
  if (source !== undefined && times === 1) return source.replace(find, () => put);
  throw new ProvisionError('failed', {
    what: `The mutant ${id} does not fit this release of Kubernetes.`,
    expected: `exactly once in ${file}: ${find}`,
    found: times === undefined ? 'no such file' : `${times} times`,
    next: 'correct its row in adapters/cluster/mutants/',
  });
}

async function build(
  id: string,
  module: string,
  { ldflags }: Bundle,
  rest: readonly string[],
): Promise<void> {
  const flags = ['-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags', ldflags];
  const target = `k8s.io/kubernetes/cmd/${program}`;
  // Whoever waits for a mutant plays scenarios meanwhile, which must not be slowed down.
  const result = await execa('nice', ['-n', '10', 'go', 'build', ...flags, ...rest, target], {
    cwd: module,
    env: buildEnvironment,
    reject: false,
    all: true,
  });
  if (!result.failed) return;
  throw new ProvisionError('failed', {
    what: `Go could not build the mutant ${id}.`,
    expected: `${program} from ${module}`,
    found: `the end of what Go said:\n${(result.all ?? '').split('\n').slice(-15).join('\n')}`,
    next: 'correct its row in adapters/cluster/mutants/',
  });
}
