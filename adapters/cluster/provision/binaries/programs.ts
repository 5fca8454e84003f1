/** Which programs a control plane needs, and how Go builds them from modules without Go code. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Release } from '../versions.ts';
import { kwokVersion } from '../versions.ts';

/** Programs that come out of one go.mod. */
export interface Bundle {
  /** Names the folder in the cache, with the key behind it. */
  readonly title: string;
  /** Folder under `modules/`. */
  readonly module: string;
  readonly programs: readonly string[];
  readonly ldflags: string;
  /** etcd's main package is called `server`; a single program can be given its name. */
  readonly onlyAs?: string;
}

/** What is built from Kubernetes itself. kubectl is there because kwokctl calls it. */
export const kubernetesPrograms = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubectl',
] as const;

/** The folder of the modules, beside this code. */
export const modulesFolder = join(import.meta.dirname, '..', 'modules');

/** Everything that a cluster of this release is made of. */
export function bundlesOf(release: Release): readonly Bundle[] {
  const [major = '', minor = ''] = release.version.split('.');
  const stamp = 'k8s.io/component-base/version';
  return [
    {
      title: `kubernetes-${release.version}`,
      module: release.module,
      programs: kubernetesPrograms,
      // Without these a server does not know its own version.
      ldflags: [
        '-s -w',
        `-X ${stamp}.gitVersion=v${release.version}`,
        `-X ${stamp}.gitMajor=${major}`,
        `-X ${stamp}.gitMinor=${minor}`,
      ].join(' '),
    },
    {
      title: `etcd-${release.etcdVersion}`,
      module: release.etcdModule,
      programs: ['etcd'],
      ldflags: '-s -w',
      onlyAs: 'etcd',
    },
    {
      title: `kwok-${kwokVersion}`,
      module: 'kwok',
      programs: ['kwok', 'kwokctl'],
      ldflags: '-s -w',
    },
  ];
}

/** The arguments of `go` that build a bundle into a folder. */
export function buildArguments(bundle: Bundle, folder: string): readonly string[] {
  const output = bundle.onlyAs === undefined ? `${folder}/` : join(folder, bundle.onlyAs);
  return [
    'build',
    '-mod=readonly',
    '-trimpath',
    '-buildvcs=false',
    '-ldflags',
    bundle.ldflags,
    '-o',
    output,
    'tool',
  ];
}

/** The environment that a build needs; no go.work or flag of the user's may change its outcome. */
export const buildEnvironment = { CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' } as const;

/** What the programs depend on, as a short text: equal keys, equal programs. */
export function keyOf(
  bundle: Bundle,
  files: { readonly goMod: string; readonly goSum: string },
  platform: string,
): string {
  const parts = [
    platform,
    ...buildArguments(bundle, 'FOLDER'),
    JSON.stringify(buildEnvironment),
    files.goMod,
    files.goSum,
  ];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
}

/** Where in the cache a bundle belongs. */
export async function folderOf(bundle: Bundle, cache: string): Promise<string> {
  const module = join(modulesFolder, bundle.module);
  const [goMod, goSum] = await Promise.all([
    readFile(join(module, 'go.mod'), 'utf8'),
    readFile(join(module, 'go.sum'), 'utf8'),
  ]);
  const key = keyOf(bundle, { goMod, goSum }, `${process.platform}-${process.arch}`);
  return join(cache, 'binaries', `${bundle.title}-${key}`);
}
