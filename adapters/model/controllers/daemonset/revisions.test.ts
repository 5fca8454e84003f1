import { describe, expect, test } from 'vitest';
import { bench } from '../bench.ts';
import { daemonSetController } from '../daemonset.ts';
import { hashOf, revisionDataOf } from '../history.ts';
import { daemonSet, images, node, settled, template } from './fixture.ts';

describe('the revisions of a DaemonSet', () => {
  test('are one per template, pods carry the bare hash (DS-REV-001, DS-UPD-002)', () => {
    const world = settled(1);
    const [revision] = world.list('ControllerRevision');
    const [pod] = world.list('Pod');
    const hash = pod?.metadata.labels?.['controller-revision-hash'];
    expect(revision?.metadata.name).toBe(`log-${hash}`);
    const labels = { app: 'log', 'controller-revision-hash': hash };
    expect(revision?.metadata.labels).toMatchObject(labels);
  });

  test('move up on a rollback (DS-REV-001)', () => {
    const world = settled(1);
    for (const revision of ['b', 'a']) {
      world.patch('DaemonSet', 'log', { template: template(revision) });
      world.settle('log');
    }
    expect(world.list('ControllerRevision').map(({ revision }) => revision)).toEqual([3, 2]);
  });

  test('are cut down to the limit, those that pods carry passed over (DS-REV-002)', () => {
    const world = settled(1, { revisionHistoryLimit: 1, updateStrategy: { type: 'OnDelete' } });
    for (const revision of ['b', 'c', 'd']) {
      world.patch('DaemonSet', 'log', { template: template(revision) });
      world.settle('log');
    }
    expect(images(world)).toEqual(['n0:a']);
    expect(world.list('ControllerRevision').map(({ revision }) => revision)).toEqual([1, 4]);
  });

  test('of one template are merged, after their pods were relabelled (DS-REV-001)', () => {
    const world = settled(1);
    const [revision] = world.list('ControllerRevision');
    if (revision === undefined) throw new Error('no revision');
    const labels = { ...revision.metadata.labels, 'controller-revision-hash': 'twin' };
    const { ownerReferences = [] } = revision.metadata;
    const metadata = { name: 'log-twin', labels, ownerReferences };
    world.create({
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata,
      data: revision.data,
      revision: 2,
    });
    const [pod] = world.names('Pod');
    expect(world.settle('log').slice(0, 2)).toEqual([
      `patch Pod/${pod}`,
      `delete ControllerRevision/${revision.metadata.name}`,
    ]);
    expect(world.names('Pod')).toEqual([pod]);
    expect(world.names('ControllerRevision')).toEqual(['log-twin']);
  });

  test('whose name is taken make the set count the collision (DS-REV-001)', () => {
    const world = bench(daemonSetController);
    world.create(node('n0'));
    world.create(daemonSet());
    const data = revisionDataOf(world.get('DaemonSet', 'log').spec.template);
    const metadata = { name: `log-${hashOf(data, '')}` };
    const other = { data: {}, revision: 1 };
    world.create({ apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, ...other });
    expect(world.sync('log').result).toBe('retry');
    expect(world.get('DaemonSet', 'log').status.collisionCount).toBe(1);
    world.settle('log');
    expect(world.names('ControllerRevision')).toContain(`log-${hashOf(data, '1')}`);
    const status = { numberReady: 1, collisionCount: 1 };
    expect(world.get('DaemonSet', 'log').status).toMatchObject(status);
  });

  test('that no longer match are let go (DS-OWN-001)', () => {
    const world = settled(1);
    const [name = ''] = world.names('ControllerRevision');
    const patch = { metadata: { labels: { app: 'other' } } };
    world.send({ verb: 'patch', kind: 'ControllerRevision', name, patch });
    expect(world.sync('log').requests[0]).toBe(`update ControllerRevision/${name}`);
    expect(world.get('ControllerRevision', name).metadata.ownerReferences).toBeUndefined();
  });
});

describe('the status of a DaemonSet', () => {
  test('counts nodes, judged by the first of their pods (DS-STAT-001)', () => {
    const world = settled(3);
    const [first, second] = world.names('Pod');
    world.setReady(first ?? '', false);
    world.send({ verb: 'delete', kind: 'Pod', name: second ?? '', gracePeriodSeconds: 30 });
    world.sync('log');
    expect(world.get('DaemonSet', 'log').status).toEqual({
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      numberMisscheduled: 0,
      numberReady: 2,
      numberAvailable: 2,
      numberUnavailable: 1,
      updatedNumberScheduled: 3,
      observedGeneration: 1,
    });
  });

  test('turns available after minReadySeconds (DS-STAT-004)', () => {
    const world = settled(1, { minReadySeconds: 10 });
    expect(world.get('DaemonSet', 'log').status.numberAvailable).toBeUndefined();
    world.pass(4_000);
    expect(world.sync('log').result).toEqual({ requeueAfterMs: 10_000 });
    world.pass(10_000);
    expect(world.sync('log').result).toBe('done');
    expect(world.get('DaemonSet', 'log').status.numberAvailable).toBe(1);
  });

  test('is tried once more on what the API server has', () => {
    const world = settled(1);
    world.setReady(world.names('Pod')[0] ?? '', false);
    world.freeze();
    world.sync('log');
    world.thaw();
    world.setReady(world.names('Pod')[0] ?? '', true);
    let conflicts = 1;
    const { requests, result } = world.sync('log', ({ verb }) =>
      verb === 'updateStatus' && conflicts-- > 0 ? 'Conflict' : undefined,
    );
    expect(requests).toEqual([
      'updateStatus DaemonSet/log',
      'get DaemonSet/log',
      'updateStatus DaemonSet/log',
    ]);
    expect(result).toBe('done');
  });
});
