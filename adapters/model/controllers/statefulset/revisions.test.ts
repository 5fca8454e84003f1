import { describe, expect, test } from 'vitest';
import type { Version } from '../../../../specs/features.ts';
import type { StatefulSet } from '../../../../specs/kubernetes.ts';
import type { Bench } from '../bench.ts';
import { bench } from '../bench.ts';
import { hashOf, revisionDataOf } from '../history.ts';
import { statefulSetController } from '../statefulset.ts';
import { images, revisionOf, statefulSet, template } from './fixture.ts';

function settled(changes: Partial<StatefulSet['spec']> = {}, version?: Version): Bench {
  const world = bench(statefulSetController, {}, version);
  world.create(statefulSet(changes));
  world.settle('web');
  return world;
}

function rollOut(world: Bench, revision: string): void {
  world.patch('StatefulSet', 'web', { template: template(revision) });
  world.settle('web');
}

describe('the revisions of a StatefulSet', () => {
  test('are one per template (STS-REV-001, STS-UPD-008)', () => {
    const world = settled();
    const [first] = world.list('ControllerRevision');
    expect(first).toMatchObject({ revision: 1, metadata: { ownerReferences: [{ name: 'web' }] } });
    world.patch('StatefulSet', 'web', { replicas: 2, revisionHistoryLimit: 3 });
    world.sync('web');
    expect(world.list('ControllerRevision')).toHaveLength(1);
    rollOut(world, 'b');
    expect(world.list('ControllerRevision').map(({ revision }) => revision)).toEqual([1, 2]);
    const { updateRevision } = world.get('StatefulSet', 'web').status;
    expect(updateRevision).toBe(revisionOf(world.get('Pod', 'web-0')));
  });

  test('are used again on a rollback (STS-REV-002)', () => {
    const world = settled();
    const { currentRevision: first } = world.get('StatefulSet', 'web').status;
    rollOut(world, 'b');
    rollOut(world, 'a');
    expect(world.list('ControllerRevision')).toHaveLength(2);
    expect(world.get('ControllerRevision', first ?? '').revision).toBe(3);
    expect(world.get('StatefulSet', 'web').status.updateRevision).toBe(first);
    expect(images(world)).toEqual(['web-0:a', 'web-1:a', 'web-2:a']);
  });

  test('are cut down to the limit, oldest first, those in use kept (STS-REV-004)', () => {
    const rollingUpdate = { partition: 2 };
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate } as const;
    const world = settled({ revisionHistoryLimit: 1, updateStrategy });
    for (const revision of ['b', 'c', 'd']) rollOut(world, revision);
    expect(images(world)).toEqual(['web-0:a', 'web-1:a', 'web-2:d']);
    const kept = world.list('ControllerRevision').map(({ revision }) => revision);
    expect(kept).toEqual([1, 3, 4]);
  });

  test('get another name when theirs is taken (STS-REV-001)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet());
    const data = revisionDataOf(world.get('StatefulSet', 'web').spec.template);
    const taken = `web-${hashOf(data, '0')}`;
    const metadata = { name: taken, labels: { app: 'other' } };
    const other = { data: {}, revision: 1 };
    world.create({ apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, ...other });
    world.sync('web');
    const { status } = world.get('StatefulSet', 'web');
    expect(status.collisionCount).toBe(1);
    expect(status.updateRevision).toBe(`web-${hashOf(data, '1')}`);
  });

  test('that the cache does not show yet are found by name (STS-REV-001)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet());
    world.freeze();
    world.sync('web');
    const again = world.sync('web');
    expect(again.requests.slice(0, 2)).toEqual([
      expect.stringContaining('create ControllerRevision/web-'),
      expect.stringContaining('get ControllerRevision/web-'),
    ]);
    expect(world.list('ControllerRevision')).toHaveLength(1);
  });

  test('without a controller are taken over (STS-REV-005)', () => {
    const world = settled();
    const [revision] = world.list('ControllerRevision');
    if (revision === undefined) throw new Error('no revision');
    const { name } = revision.metadata;
    const release = { metadata: { ownerReferences: null } };
    world.send({ verb: 'patch', kind: 'ControllerRevision', name, patch: release });
    expect(world.settle('web')).toEqual([
      'get StatefulSet/web',
      `update ControllerRevision/${name}`,
    ]);
    expect(world.get('ControllerRevision', name).metadata.ownerReferences).toMatchObject([
      { name: 'web', controller: true },
    ]);
  });
});

describe('the status of a StatefulSet', () => {
  test('moves currentRevision only on completion (STS-REV-006, STS-UPD-009)', () => {
    const world = settled();
    const { currentRevision: first } = world.get('StatefulSet', 'web').status;
    world.patch('StatefulSet', 'web', { template: template('b') });
    world.sync('web');
    world.patch('StatefulSet', 'web', { template: template('c') });
    world.sync('web');
    const midway = world.get('StatefulSet', 'web').status;
    expect(midway.currentRevision).toBe(first);
    expect(midway.updateRevision).not.toBe(first);
    world.settle('web');
    const { status } = world.get('StatefulSet', 'web');
    expect(status.currentRevision).toBe(midway.updateRevision);
    expect(images(world)).toEqual(['web-0:c', 'web-1:c', 'web-2:c']);
  });

  test.each([
    ['1.36.3', 'stays behind'],
    ['1.37.1', 'is moved'],
  ])('in %s it %s under OnDelete when all pods are new (STS-UPD-006)', (version, outcome) => {
    const world = settled({ updateStrategy: { type: 'OnDelete' }, replicas: 1 }, version);
    rollOut(world, 'b');
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-0', gracePeriodSeconds: 0 });
    world.settle('web');
    const { status } = world.get('StatefulSet', 'web');
    expect(status.updatedReplicas).toBe(1);
    expect(status.currentRevision === status.updateRevision).toBe(outcome === 'is moved');
  });

  test('counts terminating pods, but not as current (STS-STAT-001, STS-STAT-002)', () => {
    const world = settled();
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-1', gracePeriodSeconds: 30 });
    world.setReady('web-2', false);
    world.sync('web');
    expect(world.get('StatefulSet', 'web').status).toMatchObject({
      replicas: 3,
      readyReplicas: 2,
      availableReplicas: 2,
      currentReplicas: 2,
      updatedReplicas: 2,
      observedGeneration: 1,
    });
  });

  test('is tried again when it meets a conflict', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet({ replicas: 0 }));
    let conflicts = 2;
    const { requests, result } = world.sync('web', ({ verb }) =>
      verb === 'updateStatus' && conflicts-- > 0 ? 'Conflict' : undefined,
    );
    expect(requests.filter((request) => request.startsWith('updateStatus'))).toHaveLength(3);
    expect(result).toBe('done');
  });
});
