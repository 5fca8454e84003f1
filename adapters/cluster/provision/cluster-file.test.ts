import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { OwnedCluster } from './cluster-file.ts';
import { clusterFile, clusterNames, ownedCluster, parseCluster } from './cluster-file.ts';
import { readCluster, writeCluster } from './cluster-file.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-clusters-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function sample(overrides: Partial<OwnedCluster> = {}): OwnedCluster {
  return {
    format: 1,
    name: 'dev',
    provider: 'kwok',
    state: 'running',
    version: '1.36.3',
    featureGates: { PodDeletionCost: false },
    kubeconfig: join(folder, 'kubeconfig'),
    auditLog: join(folder, 'audit.log'),
    componentFolder: join(folder, 'kwok'),
    binaries: { source: 'built', paths: { kwokctl: '/cache/kwokctl' } },
    ...overrides,
  };
}

describe('a cluster of this machine', () => {
  test('is found by its kubeconfig', async () => {
    await writeCluster(folder, sample());
    expect(ownedCluster(join(folder, 'kubeconfig'))).toEqual(sample());
    expect(await readCluster(folder)).toEqual(sample());
  });

  test('is not taken for the owner of another kubeconfig in its folder', async () => {
    await writeCluster(folder, sample());
    expect(ownedCluster(join(folder, 'other'))).toBeUndefined();
  });

  test('is not there where nobody made one', async () => {
    expect(ownedCluster(join(folder, 'kubeconfig'))).toBeUndefined();
    expect(await readCluster(folder)).toBeUndefined();
    expect(await clusterNames(join(folder, 'nowhere'))).toEqual([]);
  });

  test('has a folder by its name; files beside it are no clusters', async () => {
    await mkdir(join(folder, 'b'));
    await mkdir(join(folder, 'a'));
    await writeFile(join(folder, '.a.lock'), '');
    expect(await clusterNames(folder)).toEqual(['a', 'b']);
  });
});

describe('a record that cannot be read says where and what', () => {
  test.for([
    ['', /JSON/],
    ['[]', /expected object/i],
    [JSON.stringify({ ...sampleFields(), provider: 'minikube' }), /provider/],
    [JSON.stringify({ ...sampleFields(), extra: 1 }), /extra/],
  ] as const)('%j', ([text, found]) => {
    const file = clusterFile('/state/clusters/dev');
    expect(() => parseCluster(text, file)).toThrow(file);
    expect(() => parseCluster(text, file)).toThrow(found);
    expect(() => parseCluster(text, file)).toThrow(/cluster down --name dev/);
  });
});

function sampleFields() {
  return {
    format: 1,
    name: 'dev',
    provider: 'kwok',
    state: 'running',
    version: '1.36.3',
    featureGates: {},
    kubeconfig: '/k',
    auditLog: '/a',
  };
}
