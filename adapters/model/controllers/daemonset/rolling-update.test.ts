import { describe, expect, test } from 'vitest';
import { images, node, podOn, settled, surging, taint, template } from './fixture.ts';

const podRequests = (requests: readonly string[]) =>
  requests.filter((request) => request.includes(' Pod/'));

function rollingUpdate(maxUnavailable: number | string) {
  return { type: 'RollingUpdate', rollingUpdate: { maxUnavailable, maxSurge: 0 } } as const;
}

describe('without surge', () => {
  test('replaces as many pods as may be unavailable (DS-UPD-001)', () => {
    const world = settled(3);
    world.patch('DaemonSet', 'log', { template: template('b') });
    expect(podRequests(world.sync('log').requests)).toHaveLength(1);
    world.settle('log');
    expect(images(world)).toEqual(['n0:b', 'n1:b', 'n2:b']);
  });

  test('rounds percentages up (DS-UPD-001)', () => {
    const world = settled(3, { updateStrategy: rollingUpdate('34%') });
    world.patch('DaemonSet', 'log', { template: template('b') });
    expect(podRequests(world.sync('log').requests)).toHaveLength(2);
  });

  test('counts nodes that are down already, and replaces what is down (DS-UPD-001)', () => {
    const world = settled(3, { updateStrategy: rollingUpdate(1) });
    const down = podOn(world, 'n1');
    world.setReady(down, false);
    world.patch('DaemonSet', 'log', { template: template('b') });
    expect(podRequests(world.sync('log').requests)).toEqual([`delete Pod/${down}`]);
  });

  test('stops at a new pod that does not get ready (DS-UPD-003)', () => {
    const world = settled(3);
    world.patch('DaemonSet', 'log', { template: template('bad') });
    world.sync('log');
    world.reap();
    world.sync('log');
    expect(podRequests(world.sync('log').requests)).toEqual([]);
    expect(images(world).filter((image) => image.endsWith('bad'))).toHaveLength(1);
  });

  test('waits for minReadySeconds between pods (DS-UPD-001)', () => {
    const world = settled(2, { minReadySeconds: 10 });
    world.pass(60_000);
    world.patch('DaemonSet', 'log', { template: template('b') });
    world.settle('log');
    expect(images(world).filter((image) => image.endsWith('b'))).toHaveLength(1);
    world.pass(10_000);
    world.settle('log');
    expect(images(world)).toEqual(['n0:b', 'n1:b']);
  });

  test('does not touch pods under OnDelete (DS-UPD-007, DS-UPD-002)', () => {
    const world = settled(2, { updateStrategy: { type: 'OnDelete' } });
    world.patch('DaemonSet', 'log', { template: template('b') });
    world.settle('log');
    expect(images(world)).toEqual(['n0:a', 'n1:a']);
    const name = podOn(world, 'n0');
    world.send({ verb: 'delete', kind: 'Pod', name, gracePeriodSeconds: 0 });
    world.settle('log');
    expect(images(world)).toEqual(['n0:b', 'n1:a']);
  });

  test('keeps pods that a rollback makes new again (DS-UPD-008)', () => {
    const world = settled(3);
    world.patch('DaemonSet', 'log', { template: template('b') });
    world.sync('log');
    const before = world.names('Pod');
    world.patch('DaemonSet', 'log', { template: template('a') });
    world.reap();
    world.settle('log');
    expect(images(world)).toEqual(['n0:a', 'n1:a', 'n2:a']);
    expect(world.names('Pod').filter((name) => before.includes(name))).toHaveLength(2);
    expect(world.list('ControllerRevision')).toHaveLength(2);
  });
});

describe('with surge', () => {
  test('starts new pods beside old ones, within the bound (DS-UPD-004)', () => {
    const world = settled(2, { updateStrategy: surging });
    world.patch('DaemonSet', 'log', { template: template('b') });
    expect(podRequests(world.sync('log').requests)).toEqual(['create Pod/log-']);
    expect(podRequests(world.sync('log').requests)).toEqual([]);
    world.settle('log');
    expect(images(world)).toEqual(['n0:b', 'n1:b']);
  });

  test('keeps the old pod until the new one is available (DS-UPD-005)', () => {
    const world = settled(1, { updateStrategy: surging, minReadySeconds: 10 });
    world.pass(60_000);
    world.patch('DaemonSet', 'log', { template: template('b') });
    world.settle('log');
    expect(images(world)).toEqual(['n0:a', 'n0:b']);
    world.pass(10_000);
    world.settle('log');
    expect(images(world)).toEqual(['n0:b']);
  });

  test('gives up an old pod that is not ready as soon as there is a new one (DS-UPD-005)', () => {
    const world = settled(1, { updateStrategy: surging, minReadySeconds: 10 });
    world.setReady(podOn(world, 'n0'), false);
    world.patch('DaemonSet', 'log', { template: template('b') });
    world.settle('log');
    expect(images(world)).toEqual(['n0:b']);
  });

  test('needs no budget beside pods that are down (DS-UPD-004)', () => {
    const world = settled(3, { updateStrategy: surging });
    for (const name of ['n0', 'n1']) world.setReady(podOn(world, name), false);
    world.patch('DaemonSet', 'log', { template: template('b') });
    expect(podRequests(world.sync('log').requests)).toHaveLength(3);
  });

  test('starts a pod beside a terminating one (DS-NODE-002)', () => {
    const world = settled(1, { updateStrategy: surging });
    const name = podOn(world, 'n0');
    world.send({ verb: 'delete', kind: 'Pod', name, gracePeriodSeconds: 30 });
    expect(podRequests(world.sync('log').requests)).toEqual(['create Pod/log-']);
  });

  test('leaves a node only when the others suffice (DS-UPD-006)', () => {
    const world = settled(2, { updateStrategy: surging });
    const patch = { spec: { taints: [taint('NoSchedule')] } };
    world.send({ verb: 'patch', kind: 'Node', name: 'n0', patch });
    world.create(node('n2'));
    world.patch('DaemonSet', 'log', { template: template('b') });
    world.sync('log');
    expect(images(world)).toContain('n0:a');
    world.start();
    world.settle('log');
    expect(images(world)).toEqual(['n1:b', 'n2:b']);
  });
});
