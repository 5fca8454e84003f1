/** Where a cluster's programs come from: the cache, a build with Go, or kwokctl's own downloads. */
import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { ProvisionError } from '../errors.ts';
import type { Release } from '../versions.ts';
import { kwokVersion } from '../versions.ts';
import type { OnProgress } from './build.ts';
import { builtBundle } from './build.ts';
import { bundlesOf, folderOf } from './programs.ts';

/** The programs of a cluster. With `downloads`, kwokctl fetches the official ones itself. */
export type Binaries =
  | { readonly source: 'built'; readonly kwokctl: string; readonly paths: BinaryPaths }
  | { readonly source: 'downloads'; readonly kwokctl: string };

/** Program name to its path. */
export type BinaryPaths = Readonly<Record<string, string>>;

/** How the programs can be had on this machine. */
export type BinarySource =
  | { readonly source: 'built' }
  | { readonly source: 'downloads'; readonly kwokctl: string };

/** The programs of a release, built first where that is what it takes. */
export async function binariesOf(
  release: Release,
  cache: string,
  onProgress: OnProgress,
): Promise<Binaries> {
  const bundles = bundlesOf(release);
  const folders = await Promise.all(bundles.map((bundle) => folderOf(bundle, cache)));
  const chosen = chooseSource({
    cached: folders.every((folder) => existsSync(folder)),
    go: await onPath('go'),
    kwokctl: await onPath('kwokctl'),
  });
  if (chosen.source === 'downloads') {
    onProgress(`no Go here: ${chosen.kwokctl} downloads Kubernetes ${release.version} itself`);
    return chosen;
  }
  const paths: Record<string, string> = {};
  for (const bundle of bundles) {
    const folder = await builtBundle(bundle, cache, onProgress);
    for (const program of bundle.programs) paths[program] = join(folder, program);
  }
  return { source: 'built', kwokctl: paths.kwokctl ?? '', paths };
}

/** Prefers what is there, then what is reproducible, then what is convenient. */
export function chooseSource(found: {
  readonly cached: boolean;
  readonly go: string | undefined;
  readonly kwokctl: string | undefined;
}): BinarySource {
  if (found.cached || found.go !== undefined) return { source: 'built' };
  if (found.kwokctl !== undefined) return { source: 'downloads', kwokctl: found.kwokctl };
  throw new ProvisionError('preflight', {
    what: 'There is nothing to make a control plane from.',
    expected: 'Go 1.26 or later on PATH (builds everything), or kwokctl (downloads everything)',
    found: 'neither `go` nor `kwokctl` on PATH, and no earlier build in the cache',
    next: [
      'install Go from https://go.dev/dl/, or',
      `kwokctl ${kwokVersion} from https://kwok.sigs.k8s.io/docs/user/installation/, or`,
      'use a cluster that you have: plimsoll run --target kubeconfig:PATH',
    ].join('\n'),
  });
}

/** The path of a program that could be run, as a shell would find it. */
export async function onPath(
  program: string,
  path: string = process.env.PATH ?? '',
): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter((entry) => entry !== '')) {
    const candidate = join(folder, program);
    const isExecutable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return candidate;
  }
  return undefined;
}
