import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { modulesFolder } from './binaries/programs.ts';
import { kwokVersion, releaseOf, releases } from './versions.ts';

function goModOf(module: string): string {
  return readFileSync(join(modulesFolder, module, 'go.mod'), 'utf8');
}

function requiredVersion(module: string, path: string): string | undefined {
  const words = goModOf(module).split(/\s+/);
  return words[words.indexOf(path, words.indexOf('require')) + 1];
}

describe('a version that people ask for', () => {
  test.for([
    ['1.36', '1.36.3'],
    ['1.36.3', '1.36.3'],
    ['v1.36.3', '1.36.3'],
    ['1.37', '1.37.1'],
    ['1.37.1', '1.37.1'],
  ])('%s is %s', ([wanted = '', version]) => {
    expect(releaseOf(wanted).version).toBe(version);
  });

  test.for(['1.3', '1.99', '1.36.99', ''])('%j is refused; the others are named', (wanted) => {
    expect(() => releaseOf(wanted)).toThrow(/one of 1\.37 \(1\.37\.1\), 1\.36 \(1\.36\.3\)/);
  });
});

describe('the table says what the modules say', () => {
  test.for(releases)('Kubernetes $version', ({ version, module }) => {
    const [, ...rest] = version.split('.');
    expect(requiredVersion(module, 'k8s.io/kubernetes')).toBe(`v${version}`);
    const replaced = [...goModOf(module).matchAll(/=> \S+ v(\S+)/g)].map(([, found]) => found);
    expect(new Set(replaced)).toEqual(new Set([`0.${rest.join('.')}`]));
  });

  test.for(releases)('etcd $etcdVersion for Kubernetes $version', ({ etcdModule, etcdVersion }) => {
    expect(requiredVersion(etcdModule, 'go.etcd.io/etcd/server/v3')).toBe(`v${etcdVersion}`);
  });

  test('KWOK', () => {
    expect(requiredVersion('kwok', 'sigs.k8s.io/kwok')).toBe(`v${kwokVersion}`);
  });

  test('a minor version stands for the first of its rows', () => {
    for (const { minor, version } of releases) {
      expect(version.startsWith(`${minor}.`)).toBe(true);
      expect(releaseOf(minor)).toBe(releases.find((row) => row.minor === minor));
    }
  });
});
