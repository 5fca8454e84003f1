import { expect, test } from 'vitest';
import type { Node } from './kubernetes.ts';
import { plantedManifestOf } from './planted.ts';

const placement = { namespace: 'here', pool: 'here', image: 'pause' };
const managed = { 'app.kubernetes.io/managed-by': 'plimsoll' };

test('a planted ReplicaSet selects what it is labelled with, and is an orphan', () => {
  const labels = { 'plimsoll.dev/workload': 'web', 'pod-template-hash': 'x' };
  const template = { revision: 'b', labels: { tier: 'front' } };
  const command = { verb: 'plant', kind: 'ReplicaSet', name: 'web-x', labels, template } as const;
  expect(plantedManifestOf(command, undefined, placement)).toMatchObject({
    apiVersion: 'apps/v1',
    metadata: { name: 'web-x', namespace: 'here', labels: { ...labels, ...managed } },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels: { ...labels, tier: 'front' } },
        spec: { containers: [{ image: 'pause:b' }] },
      },
    },
  });
});

test('a planted Pod may name an owner, and any field may be edited', () => {
  const owner: Node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n', uid: 'u', resourceVersion: '1', creationTimestamp: '' },
    spec: {},
    status: {},
  };
  const set = { '/spec/hostname': 'other', '/metadata/labels/plimsoll.dev~1workload': null };
  const ref = { kind: 'Node', pick: 0 } as const;
  const command = { verb: 'plant', kind: 'Pod', name: 'web-0', owner: ref, set } as const;
  const manifest = plantedManifestOf(command, owner, placement);
  expect(manifest.metadata.labels).toEqual(managed);
  expect(manifest.metadata.ownerReferences).toMatchObject([{ uid: 'u', controller: true }]);
  expect(manifest.spec).toMatchObject({ hostname: 'other', nodeSelector: {} });
  expect(Object.keys(manifest.metadata.annotations ?? {})).not.toEqual([]);
});

test('a planted ControllerRevision holds a template, a claim asks for storage', () => {
  const plant = (kind: 'ControllerRevision' | 'PersistentVolumeClaim') =>
    plantedManifestOf({ verb: 'plant', kind, name: 'web-1' }, undefined, placement);
  expect(plant('ControllerRevision')).toMatchObject({
    revision: 1,
    data: { spec: { template: { $patch: 'replace', spec: {} } } },
  });
  expect(plant('PersistentVolumeClaim').spec).toHaveProperty('resources');
});
