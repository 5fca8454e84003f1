import { describe, expect, test } from 'vitest';
import type { Pod } from '../../specs/kubernetes.ts';
import { makePod, makeWorkload, must, pass, worldWithoutControllers } from './fixture.ts';
import type { World } from './world.ts';

function boundPod(world: World, finalizers?: readonly string[]): Pod {
  const pod = makePod(world, 'a', finalizers ? { finalizers } : {});
  return must(world, { verb: 'bind', pod, nodeName: 'elsewhere' }) as Pod;
}

const deletePod = { verb: 'delete', kind: 'Pod', name: 'a' } as const;

describe('GC-006: pods', () => {
  test('a bound pod is marked with the moment at which it must be gone', () => {
    const world = worldWithoutControllers();
    boundPod(world);
    pass(world, 1500);
    expect(must(world, deletePod).metadata).toMatchObject({
      deletionTimestamp: '2026-01-01T00:00:06Z',
      deletionGracePeriodSeconds: 5,
    });
    expect(world.store.get('Pod', 'a')).toBeDefined();
  });

  test('an unscheduled pod goes at once', () => {
    const world = worldWithoutControllers();
    makePod(world, 'a');
    must(world, deletePod);
    expect(world.store.get('Pod', 'a')).toBeUndefined();
  });

  test('a grace period can be shortened, never prolonged', () => {
    const world = worldWithoutControllers();
    boundPod(world);
    must(world, deletePod);
    const longer = must(world, { ...deletePod, gracePeriodSeconds: 60 });
    expect(longer.metadata.deletionGracePeriodSeconds).toBe(5);
    const shorter = must(world, { ...deletePod, gracePeriodSeconds: 2 });
    expect(shorter.metadata).toMatchObject({
      deletionGracePeriodSeconds: 2,
      deletionTimestamp: '2026-01-01T00:00:02Z',
    });
  });

  test('a grace period of zero marks the pod and removes it in one request', () => {
    const world = worldWithoutControllers();
    boundPod(world);
    must(world, { ...deletePod, gracePeriodSeconds: 0 });
    const [marked, removed] = world.store.log.slice(-2);
    expect(marked?.after?.metadata.deletionGracePeriodSeconds).toBe(0);
    expect(removed?.after).toBeUndefined();
  });

  test('a finalizer keeps even that pod', () => {
    const world = worldWithoutControllers();
    boundPod(world, ['example.com/hold']);
    must(world, { ...deletePod, gracePeriodSeconds: 0 });
    expect(world.store.get('Pod', 'a')).toBeDefined();
    const patch = { metadata: { finalizers: null } };
    must(world, { verb: 'patch', kind: 'Pod', name: 'a', patch });
    expect(world.store.get('Pod', 'a')).toBeUndefined();
  });
});

describe('propagation', () => {
  const remove = { verb: 'delete', kind: 'ReplicaSet', name: 'web' } as const;

  test('an owner without finalizers goes at once in the background', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'ReplicaSet', 'web');
    must(world, remove);
    expect(world.store.get('ReplicaSet', 'web')).toBeUndefined();
  });

  test.for([
    ['Foreground', 'foregroundDeletion'],
    ['Orphan', 'orphan'],
  ] as const)('%s leaves it marked, with the finalizer %s', ([propagationPolicy, finalizer]) => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'ReplicaSet', 'web');
    must(world, { ...remove, propagationPolicy });
    expect(world.store.get('ReplicaSet', 'web')?.metadata).toMatchObject({
      deletionTimestamp: '2026-01-01T00:00:00Z',
      finalizers: [finalizer],
    });
  });

  test('a second delete may choose another policy', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'ReplicaSet', 'web');
    must(world, { ...remove, propagationPolicy: 'Foreground' });
    must(world, { ...remove, propagationPolicy: 'Background' });
    expect(world.store.get('ReplicaSet', 'web')).toBeUndefined();
  });

  test('nothing can hold on to an object that is being deleted', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'ReplicaSet', 'web');
    must(world, { ...remove, propagationPolicy: 'Foreground' });
    const patch = { metadata: { finalizers: ['foregroundDeletion', 'example.com/hold'] } };
    expect(
      world.server.execute({ verb: 'patch', kind: 'ReplicaSet', name: 'web', patch }, 'user'),
    ).toMatchObject({ ok: false, error: 'Invalid' });
  });
});
