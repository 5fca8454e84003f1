import { describe, expect, test } from 'vitest';

import { releaseOf } from '../versions.ts';
import type { Bundle } from './programs.ts';
import { buildArguments, buildEnvironment, bundlesOf, folderOf, keyOf } from './programs.ts';

const bundles = bundlesOf(releaseOf('1.36'));
const files = { goMod: 'module a', goSum: 'sums' };

function bundleOf(title: string): Bundle {
  const found = bundles.find((bundle) => bundle.title.startsWith(title));
  if (found === undefined) throw new Error(`no bundle ${title}`);
  return found;
}

describe('the programs of a release', () => {
  test('are all that a control plane and KWOK need', () => {
    expect(bundles.flatMap(({ programs }) => programs).toSorted()).toEqual([
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kubectl',
      'kwok',
      'kwokctl',
    ]);
  });

  test('know their version', () => {
    const { ldflags } = bundleOf('kubernetes');
    expect(ldflags).toContain('version.gitVersion=v1.36.3');
    expect(ldflags).toMatch(/gitMajor=1 .*gitMinor=36$/);
  });

  test('are built without C and without what a user may have set', () => {
    expect(buildEnvironment).toEqual({ CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' });
    expect(buildArguments(bundleOf('kubernetes'), '/out')).toEqual(
      expect.arrayContaining(['-trimpath', '-mod=readonly', '/out/', 'tool']),
    );
  });

  test('have the names that are expected, also etcd', () => {
    expect(buildArguments(bundleOf('etcd'), '/out')).toContain('/out/etcd');
  });
});

describe('the key of a build', () => {
  const bundle = bundleOf('kwok');
  const key = keyOf(bundle, files, 'linux-x64');

  test('is the same for the same', () => {
    expect(keyOf({ ...bundle }, { ...files }, 'linux-x64')).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{12}$/);
  });

  test.for([
    ['another go.sum', keyOf(bundle, { ...files, goSum: 'other' }, 'linux-x64')],
    ['another go.mod', keyOf(bundle, { ...files, goMod: 'other' }, 'linux-x64')],
    ['other flags', keyOf({ ...bundle, ldflags: '' }, files, 'linux-x64')],
    ['another platform', keyOf(bundle, files, 'darwin-arm64')],
  ] as const)('is another for %s', ([, other]) => {
    expect(other).not.toBe(key);
  });

  test('names the folder in the cache', async () => {
    expect(await folderOf(bundleOf('etcd'), '/cache')).toMatch(
      /^\/cache\/binaries\/etcd-3\.6\.8-[0-9a-f]{12}$/,
    );
  });
});
