import { describe, expect, test } from 'vitest';
import type { StatefulSet } from '../../../specs/kubernetes.ts';
import type { Bench } from './bench.ts';
import { bench } from './bench.ts';
import { statefulSetController } from './statefulset.ts';
import { images, statefulSet, template } from './statefulset/fixture.ts';

/** A bench with a set that has come to rest. */
function settled(changes: Partial<StatefulSet['spec']> = {}): Bench {
  const world = bench(statefulSetController);
  world.create(statefulSet(changes));
  world.settle('web');
  return world;
}

const podRequests = (requests: readonly string[]) =>
  requests.filter((request) => request.includes(' Pod/'));

describe('the pods of a StatefulSet', () => {
  test('are created in ordinal order, each when the one before is ready (STS-ORD-001)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet());
    expect(podRequests(world.sync('web').requests)).toEqual(['create Pod/web-0']);
    expect(podRequests(world.sync('web').requests)).toEqual([]);
    world.start();
    expect(podRequests(world.sync('web').requests)).toEqual(['create Pod/web-1']);
    expect(podRequests(world.settle('web'))).toEqual(['create Pod/web-2']);
  });

  test('wait for a predecessor to be available, not only ready (STS-ORD-008)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet({ minReadySeconds: 10 }));
    world.sync('web');
    world.start();
    world.pass(4_000);
    const early = world.sync('web');
    expect(podRequests(early.requests)).toEqual([]);
    expect(early.result).toEqual({ requeueAfterMs: 6_000 });
    world.pass(6_000);
    expect(podRequests(world.sync('web').requests)).toEqual(['create Pod/web-1']);
  });

  test('carry their identity (STS-ID-001..003)', () => {
    const world = settled({ ordinals: { start: 5 }, replicas: 1 });
    const pod = world.get('Pod', 'web-5');
    expect(pod.metadata.labels).toEqual({
      app: 'web',
      'statefulset.kubernetes.io/pod-name': 'web-5',
      'apps.kubernetes.io/pod-index': '5',
      'controller-revision-hash': world.names('ControllerRevision')[0],
    });
    expect(pod.spec).toMatchObject({ hostname: 'web-5', subdomain: 'peers' });
    expect(pod.metadata.ownerReferences).toMatchObject([{ kind: 'StatefulSet', controller: true }]);
  });

  test('get their identity label back, without a restart (STS-ID-004)', () => {
    const world = settled();
    const { uid } = world.get('Pod', 'web-1').metadata;
    const labels = { 'statefulset.kubernetes.io/pod-name': 'other' };
    world.send({ verb: 'patch', kind: 'Pod', name: 'web-1', patch: { metadata: { labels } } });
    expect(world.settle('web')).toEqual(['update Pod/web-1']);
    const { metadata } = world.get('Pod', 'web-1');
    expect(metadata.uid).toBe(uid);
    expect(metadata.labels?.['statefulset.kubernetes.io/pod-name']).toBe('web-1');
  });

  test('that are missing come back though others are not ready (STS-ORD-007)', () => {
    const world = settled();
    world.setReady('web-2', false);
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-0', gracePeriodSeconds: 0 });
    expect(podRequests(world.sync('web').requests)).toEqual(['create Pod/web-0']);
  });

  test('are never superseded while they terminate (STS-FAIL-002, STS-ID-005)', () => {
    const world = settled();
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-0', gracePeriodSeconds: 30 });
    world.patch('StatefulSet', 'web', { replicas: 4 });
    expect(podRequests(world.sync('web').requests)).toEqual([]);
    world.reap();
    expect(podRequests(world.sync('web').requests)).toEqual(['create Pod/web-0']);
  });

  test.each(['Failed', 'Succeeded'] as const)('in phase %s start again (STS-FAIL-001)', (phase) => {
    const world = settled();
    world.setPhase('web-1', phase);
    const requests = podRequests(world.settle('web'));
    expect(requests).toEqual(['delete Pod/web-1', 'create Pod/web-1']);
  });

  test('are adopted and released by selector and name (STS-OWN-001)', () => {
    const world = settled();
    const { labels = {} } = world.get('Pod', 'web-2').metadata;
    const release = { metadata: { labels: { ...labels, app: null } } };
    world.send({ verb: 'patch', kind: 'Pod', name: 'web-2', patch: release });
    // The released pod keeps its name, so its ordinal cannot be created: the sync is tried again.
    const { requests, result } = world.sync('web');
    expect(podRequests(requests)).toEqual(['update Pod/web-2', 'create Pod/web-2']);
    expect(result).toBe('retry');
    expect(world.get('Pod', 'web-2').metadata.ownerReferences).toBeUndefined();
    const adopt = { metadata: { labels: { app: 'web' } } };
    world.send({ verb: 'patch', kind: 'Pod', name: 'web-2', patch: adopt });
    expect(world.sync('web').requests.slice(0, 2)).toEqual([
      'get StatefulSet/web',
      'update Pod/web-2',
    ]);
    expect(world.get('Pod', 'web-2').metadata.ownerReferences).toMatchObject([{ name: 'web' }]);
  });

  test('of another name are not adopted (STS-OWN-001)', () => {
    const world = settled();
    const { metadata, spec } = template('a');
    const labels = metadata?.labels ?? {};
    world.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'db-0', labels }, spec });
    expect(world.sync('web').requests).toEqual([]);
  });
});

describe('scaling down', () => {
  test('deletes from the top, one after the other (STS-ORD-003, STS-ORD-004)', () => {
    const world = settled();
    world.patch('StatefulSet', 'web', { replicas: 0 });
    expect(podRequests(world.sync('web').requests)).toEqual(['delete Pod/web-2']);
    expect(podRequests(world.sync('web').requests)).toEqual([]);
    world.reap();
    expect(podRequests(world.settle('web'))).toEqual(['delete Pod/web-1', 'delete Pod/web-0']);
  });

  test('waits for unhealthy pods below, but never for itself (STS-ORD-005)', () => {
    const world = settled();
    world.patch('StatefulSet', 'web', { replicas: 1 });
    world.setReady('web-1', false);
    world.setReady('web-2', false);
    expect(podRequests(world.sync('web').requests)).toEqual([]);
    world.setReady('web-1', true);
    expect(podRequests(world.sync('web').requests)).toEqual(['delete Pod/web-2']);
    world.reap();
    world.setReady('web-1', false);
    expect(podRequests(world.sync('web').requests)).toEqual(['delete Pod/web-1']);
  });

  test('waits for minReadySeconds too (STS-ORD-008)', () => {
    const world = settled();
    world.pass(60_000);
    world.setReady('web-0', false);
    world.setReady('web-0', true);
    world.patch('StatefulSet', 'web', { minReadySeconds: 10, replicas: 1 });
    expect(podRequests(world.sync('web').requests)).toEqual([]);
    world.pass(10_000);
    expect(podRequests(world.sync('web').requests)).toEqual(['delete Pod/web-2']);
  });

  test('comes after what a new start needs (STS-ID-007)', () => {
    const world = settled({ replicas: 2 });
    world.patch('StatefulSet', 'web', { ordinals: { start: 1 } });
    const requests = podRequests(world.settle('web'));
    expect(requests).toEqual(['create Pod/web-2', 'delete Pod/web-0']);
  });

  test('comes before updating (STS-ORD-006)', () => {
    const world = settled();
    world.patch('StatefulSet', 'web', { replicas: 2, template: template('b') });
    expect(podRequests(world.sync('web').requests)).toEqual(['delete Pod/web-2']);
    expect(podRequests(world.sync('web').requests)).toEqual([]);
    world.settle('web');
    expect(images(world)).toEqual(['web-0:b', 'web-1:b']);
  });
});

describe('a Parallel set', () => {
  test('creates and deletes without waiting (STS-PAR-001)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet({ podManagementPolicy: 'Parallel' }));
    const created = podRequests(world.sync('web').requests);
    expect(created).toEqual(['create Pod/web-0', 'create Pod/web-1', 'create Pod/web-2']);
    world.patch('StatefulSet', 'web', { replicas: 0 });
    expect(podRequests(world.sync('web').requests)).toHaveLength(3);
  });

  test('stops creating after a batch with a failure', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet({ podManagementPolicy: 'Parallel', replicas: 5 }));
    const { requests, result } = world.sync('web', ({ verb, ...request }) =>
      verb === 'create' && 'object' in request && request.object.metadata.name === 'web-1'
        ? 'Forbidden'
        : undefined,
    );
    expect(podRequests(requests)).toEqual([
      'create Pod/web-0',
      'create Pod/web-1',
      'create Pod/web-2',
    ]);
    expect(result).toBe('retry');
  });
});

describe('a set that is being deleted', () => {
  test('does nothing but count (STS-DEL-001)', () => {
    const world = settled();
    world.send({
      verb: 'delete',
      kind: 'StatefulSet',
      name: 'web',
      propagationPolicy: 'Foreground',
    });
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-0', gracePeriodSeconds: 0 });
    expect(world.sync('web').requests).toEqual(['updateStatus StatefulSet/web']);
  });
});

describe('the set wakes', () => {
  test('again when a pod that became ready has been so for long enough (STS-STAT-004)', () => {
    const world = settled({ minReadySeconds: 10 });
    const after = world.get('Pod', 'web-0');
    const before = { ...after, status: {} };
    expect(world.wakes({ kind: 'Pod', before, after })).toEqual(['web', 'web10000']);
  });

  test('for orphans that match it, not for those of others', () => {
    const world = settled();
    const pod = world.get('Pod', 'web-0');
    const { ownerReferences: _owner, ...metadata } = pod.metadata;
    const orphan = { ...pod, metadata };
    expect(world.wakes({ kind: 'Pod', before: undefined, after: orphan })).toEqual(['web']);
    expect(world.wakes({ kind: 'Pod', before: orphan, after: orphan })).toEqual([]);
    expect(world.wakes({ kind: 'Pod', before: pod, after: orphan })).toEqual(['web', 'web']);
    expect(world.wakes({ kind: 'Pod', before: orphan, after: undefined })).toEqual([]);
  });

  test('not for claims, which nothing watches', () => {
    const world = settled();
    expect(
      world.wakes({ kind: 'PersistentVolumeClaim', before: undefined, after: undefined }),
    ).toEqual([]);
  });
});
