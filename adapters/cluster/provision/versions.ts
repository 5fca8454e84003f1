/** The Kubernetes versions that can be built here: a row for each, and nothing else to change. */
import { ProvisionError } from './errors.ts';

/** A version of Kubernetes, and what belongs to it. */
export interface Release {
  /** What people ask for. */
  readonly minor: string;
  /** What they get. */
  readonly version: string;
  /** Folder under `modules/` whose go.mod builds its programs. */
  readonly module: string;
  /** Folder of the etcd that the release names. */
  readonly etcdModule: string;
  readonly etcdVersion: string;
  /** The patch release for which kind publishes a node image. */
  readonly kindVersion: string;
}

/** Newest first. A minor version stands for the first row that has it. */
export const releases: readonly Release[] = [
  {
    minor: '1.37',
    version: '1.37.1',
    module: 'kubernetes-1.37',
    etcdModule: 'etcd-3.7',
    etcdVersion: '3.7.0',
    kindVersion: '1.37.0',
  },
  {
    minor: '1.36',
    version: '1.36.3',
    module: 'kubernetes-1.36',
    etcdModule: 'etcd-3.6',
    etcdVersion: '3.6.8',
    kindVersion: '1.36.1',
  },
];

/** The KWOK that plays nodes and pods, the same for every release. */
export const kwokVersion = '0.8.0';

/** The release that `1.36`, `1.36.3` or `v1.36.3` stands for. */
export function releaseOf(wanted: string): Release {
  const plain = wanted.replace(/^v/, '');
  const release = releases.find(({ minor, version }) => plain === version || plain === minor);
  if (release !== undefined) return release;
  throw new ProvisionError('usage', {
    what: 'This version of Kubernetes cannot be provisioned.',
    expected: `one of ${releases.map(({ minor, version }) => `${minor} (${version})`).join(', ')}`,
    found: `"${wanted}"`,
    next: 'choose one of these with --kubernetes, or point the suite at a cluster of your own',
  });
}
