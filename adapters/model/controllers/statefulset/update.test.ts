import { describe, expect, test } from 'vitest';
import type { Version } from '../../../../specs/features.ts';
import type { StatefulSet } from '../../../../specs/kubernetes.ts';
import type { Bench } from '../bench.ts';
import { bench } from '../bench.ts';
import { statefulSetController } from '../statefulset.ts';
import { images, statefulSet, template } from './fixture.ts';

/** A bench with a set at revision a that has come to rest. */
function settled(
  changes: Partial<StatefulSet['spec']> = {},
  gate = false,
  version: Version = '1.36.3',
): Bench {
  const world = bench(statefulSetController, { MaxUnavailableStatefulSet: gate }, version);
  world.create(statefulSet(changes));
  world.settle('web');
  return world;
}

const podRequests = (requests: readonly string[]) =>
  requests.filter((request) => request.includes(' Pod/'));
const deletions = (requests: readonly string[]) =>
  podRequests(requests).filter((request) => request.startsWith('delete'));

describe('a rolling update', () => {
  test('goes from the top, one pod at a time (STS-UPD-001, STS-UPD-002)', () => {
    const world = settled();
    world.patch('StatefulSet', 'web', { template: template('b') });
    expect(podRequests(world.settle('web'))).toEqual([
      'delete Pod/web-2',
      'create Pod/web-2',
      'delete Pod/web-1',
      'create Pod/web-1',
      'delete Pod/web-0',
      'create Pod/web-0',
    ]);
    expect(images(world)).toEqual(['web-0:b', 'web-1:b', 'web-2:b']);
  });

  test('waits for the updated pod to be available (STS-UPD-002, STS-ORD-008)', () => {
    const world = settled({ minReadySeconds: 10, podManagementPolicy: 'Parallel' });
    world.pass(60_000);
    world.patch('StatefulSet', 'web', { template: template('b') });
    expect(deletions(world.sync('web').requests)).toEqual(['delete Pod/web-2']);
    world.reap();
    world.sync('web');
    world.start();
    expect(deletions(world.sync('web').requests)).toEqual([]);
    world.pass(10_000);
    expect(deletions(world.sync('web').requests)).toEqual(['delete Pod/web-1']);
  });

  test('in Parallel ignores the health of pods below (STS-PAR-002)', () => {
    const world = settled({ podManagementPolicy: 'Parallel' });
    world.setReady('web-0', false);
    world.patch('StatefulSet', 'web', { template: template('b') });
    expect(deletions(world.sync('web').requests)).toEqual(['delete Pod/web-2']);
  });

  test('stops at the partition, counted from the first ordinal (STS-UPD-003)', () => {
    const rollingUpdate = { partition: 1 };
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate } as const;
    const world = settled({ updateStrategy, ordinals: { start: 3 } });
    world.patch('StatefulSet', 'web', { template: template('b') });
    world.settle('web');
    expect(images(world)).toEqual(['web-3:a', 'web-4:b', 'web-5:b']);
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-3', gracePeriodSeconds: 0 });
    world.settle('web');
    expect(images(world)).toEqual(['web-3:a', 'web-4:b', 'web-5:b']); // STS-UPD-004
  });

  test('brings a lost pod back at the new revision under partition 0 (STS-UPD-005)', () => {
    const world = settled();
    world.patch('StatefulSet', 'web', { template: template('b') });
    world.sync('web');
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-0', gracePeriodSeconds: 0 });
    world.sync('web');
    world.start();
    expect(images(world)).toContain('web-0:b');
  });

  test('brings it back at the old one where rollingUpdate is absent (STS-API-003)', () => {
    const world = settled({ updateStrategy: { type: 'RollingUpdate' } });
    expect(world.get('StatefulSet', 'web').spec.updateStrategy).toEqual({ type: 'RollingUpdate' });
    world.patch('StatefulSet', 'web', { template: template('b') });
    world.sync('web');
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-0', gracePeriodSeconds: 0 });
    world.sync('web');
    expect(images(world)).toContain('web-0:a');
  });

  test('does not replace a pod that cannot get ready, ordered (STS-UPD-010)', () => {
    const world = settled();
    world.patch('StatefulSet', 'web', { template: template('bad') });
    world.sync('web');
    world.reap();
    world.sync('web');
    world.patch('StatefulSet', 'web', { template: template('good') });
    expect(podRequests(world.sync('web').requests)).toEqual([]);
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-2', gracePeriodSeconds: 0 });
    world.settle('web');
    expect(images(world)).toEqual(['web-0:good', 'web-1:good', 'web-2:good']);
  });
});

describe('OnDelete', () => {
  test('replaces nothing, but what is lost comes back new (STS-UPD-006)', () => {
    const world = settled({ updateStrategy: { type: 'OnDelete' } });
    world.patch('StatefulSet', 'web', { template: template('b') });
    expect(podRequests(world.settle('web'))).toEqual([]);
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-0', gracePeriodSeconds: 0 });
    world.settle('web');
    expect(images(world)).toEqual(['web-0:b', 'web-1:a', 'web-2:a']);
  });
});

describe('maxUnavailable with its gate on', () => {
  test.each([
    [2, ['delete Pod/web-4', 'delete Pod/web-3']],
    ['50%', ['delete Pod/web-4', 'delete Pod/web-3']],
    ['10%', ['delete Pod/web-4']],
  ])('%s of 5 deletes %j (STS-UPD-007)', (maxUnavailable, expected) => {
    const rollingUpdate = { partition: 0, maxUnavailable };
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate } as const;
    const world = settled({ replicas: 5, updateStrategy, podManagementPolicy: 'Parallel' }, true);
    world.patch('StatefulSet', 'web', { template: template('b') });
    expect(deletions(world.sync('web').requests)).toEqual(expected);
  });

  test('counts unavailable pods of the whole range (STS-UPD-007)', () => {
    const rollingUpdate = { partition: 2, maxUnavailable: 2 };
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate } as const;
    const world = settled({ replicas: 5, updateStrategy, podManagementPolicy: 'Parallel' }, true);
    world.setReady('web-0', false);
    world.patch('StatefulSet', 'web', { template: template('b') });
    expect(deletions(world.sync('web').requests)).toEqual(['delete Pod/web-4']);
  });

  const down = (version: Version, spec: Partial<StatefulSet['spec']> = {}) => {
    const rollingUpdate = { partition: 0, maxUnavailable: 2 };
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate } as const;
    const podManagementPolicy = 'Parallel';
    const changes = { replicas: 5, updateStrategy, podManagementPolicy, ...spec } as const;
    const world = settled(changes, true, version);
    for (const name of ['web-0', 'web-1', 'web-2']) world.setReady(name, false);
    world.patch('StatefulSet', 'web', { template: template('b') });
    return deletions(world.sync('web').requests);
  };

  test('before 1.37 unavailable old pods use the budget up (STS-UPD-007)', () => {
    expect(down('1.36.3')).toEqual([]);
  });

  test('since 1.37 they go first in a Parallel set, whatever the budget (STS-UPD-007)', () => {
    const expected = ['delete Pod/web-2', 'delete Pod/web-1', 'delete Pod/web-0'];
    expect(down('1.37.1')).toEqual(expected);
    expect(down('1.37.1', { podManagementPolicy: 'OrderedReady' })).toEqual([]);
  });

  test('and what the budget leaves goes after them (STS-UPD-007)', () => {
    const rollingUpdate = { partition: 0, maxUnavailable: 2 };
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate } as const;
    const changes = { replicas: 5, updateStrategy, podManagementPolicy: 'Parallel' } as const;
    const world = settled(changes, true, '1.37.1');
    world.setReady('web-1', false);
    world.patch('StatefulSet', 'web', { template: template('b') });
    const expected = ['delete Pod/web-1', 'delete Pod/web-4'];
    expect(deletions(world.sync('web').requests)).toEqual(expected);
  });
});
