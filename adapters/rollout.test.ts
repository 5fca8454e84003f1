import { describe, expect, test } from 'vitest';
import type { Deployment, ReplicaSet, StatefulSet } from '../specs/kubernetes.ts';
import { restartOf, undoOf } from './rollout.ts';

const meta = { namespace: 'here', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' };
const labels = { app: 'web' };
const templateOf = (image: string, hash?: string) => ({
  metadata: { labels: { ...labels, ...(hash !== undefined && { 'pod-template-hash': hash }) } },
  spec: { containers: [{ name: 'main', image }] },
});

const web: Deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    ...meta,
    name: 'web',
    uid: 'web',
    annotations: { 'deployment.kubernetes.io/revision': '3', mine: 'new' },
  },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: templateOf('c'),
    strategy: { type: 'Recreate' },
  },
  status: {},
};

const owned = (name: string, owner = 'web') => ({
  ...meta,
  name,
  uid: name,
  labels,
  ownerReferences: [
    { apiVersion: 'apps/v1', kind: 'Deployment', name: owner, uid: owner, controller: true },
  ],
});

function setOf(revision: number, image: string, owner = 'web'): ReplicaSet {
  const annotations = { 'deployment.kubernetes.io/revision': String(revision), mine: image };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { ...owned(`web-${image}`, owner), annotations },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: templateOf(image, image),
    },
    status: { replicas: 0 },
  };
}

const history = [setOf(3, 'c'), setOf(1, 'a'), setOf(2, 'b'), setOf(9, 'x', 'other')];

/** The template and annotations that an undo puts there; or what it says instead. */
function undone(deployment: Deployment, revision = 0, sets: readonly ReplicaSet[] = history) {
  const undo = undoOf(deployment, sets, revision);
  return 'operations' in undo ? undo.operations.map(({ value }) => value) : undo;
}

describe('undoing a Deployment', () => {
  test('brings the second newest template back, and its annotations', () => {
    const annotations = { 'deployment.kubernetes.io/revision': '3', mine: 'b' };
    expect(undone(web)).toEqual([templateOf('b'), annotations]);
  });

  test('goes back to a revision by its number', () => {
    expect(undone(web, 1)).toMatchObject([templateOf('a'), { mine: 'a' }]);
    expect(undone(web, 9)).toEqual({ refused: 'no revision 9' });
    expect(undone(web, 0, history.slice(0, 1))).toEqual({ refused: 'no earlier revision' });
  });

  test('does nothing where the template is back already, or the Deployment is paused', () => {
    expect(undone(web, 3)).toEqual({ unneeded: 'its template is that of revision 3' });
    const paused = { ...web, spec: { ...web.spec, paused: true } };
    expect(undone(paused)).toEqual({ refused: 'it is paused' });
    expect(restartOf(paused, 'now')).toEqual({ refused: 'it is paused' });
  });
});

test('undoing a StatefulSet replaces its template alone', () => {
  const set: StatefulSet = {
    ...web,
    kind: 'StatefulSet',
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: templateOf('b'),
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'OnDelete' },
    },
    status: { replicas: 0 },
  };
  const revisions = ['a', 'b'].map((image, index) => ({
    apiVersion: 'apps/v1' as const,
    kind: 'ControllerRevision' as const,
    metadata: owned(image),
    revision: index + 1,
    data: { spec: { template: { $patch: 'replace', ...templateOf(image) } } },
  }));
  expect(undoOf(set, revisions, 0)).toEqual({
    operations: [{ op: 'add', path: '/spec/template', value: templateOf('a') }],
  });
  expect(undoOf(set, revisions, 2)).toHaveProperty('unneeded');
});

test('restarting notes the time in the template', () => {
  expect(restartOf(web, 'now')).toEqual({
    operations: [
      {
        op: 'add',
        path: '/spec/template/metadata/annotations',
        value: { 'kubectl.kubernetes.io/restartedAt': 'now' },
      },
    ],
  });
});
