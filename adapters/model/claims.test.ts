import { expect, test } from 'vitest';
import { makePod, must, pass, worldWithoutControllers } from './fixture.ts';
import type { World } from './world.ts';

const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: {},
} as const;
const remove = { verb: 'delete', kind: 'PersistentVolumeClaim', name: 'data' } as const;
const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];

function worldWithClaim(): World {
  const world = worldWithoutControllers();
  world.addNode({}, 'suite');
  must(world, { verb: 'create', object: claim });
  return world;
}

const claimOf = (world: World) => world.store.get('PersistentVolumeClaim', 'data');

test('a claim gets a volume of its own', () => {
  const world = worldWithClaim();
  expect(claimOf(world)?.status.phase).toBe('Pending');
  pass(world, 1000);
  expect(claimOf(world)).toMatchObject({
    spec: { volumeName: `pvc-${claimOf(world)?.metadata.uid}` },
    status: { phase: 'Bound' },
  });
});

test('STS-PVC-010: a claim in use stays until the pod object is gone', () => {
  const world = worldWithClaim();
  makePod(world, 'a', { spec: { volumes } });
  pass(world, 5000);
  must(world, remove);
  pass(world, 60_000);
  expect(claimOf(world)?.metadata.deletionTimestamp).toBeDefined();
  must(world, { verb: 'delete', kind: 'Pod', name: 'a' });
  pass(world, 60_000);
  expect(claimOf(world)).toBeUndefined();
});

test('STS-PVC-010: a pod that has ended still protects its claim', () => {
  const world = worldWithClaim();
  makePod(world, 'a', { spec: { volumes }, behaviour: { kind: 'failing' } });
  pass(world, 5000);
  must(world, remove);
  pass(world, 60_000);
  expect(claimOf(world)).toBeDefined();
});

test('STS-PVC-010: a pod that was never scheduled protects nothing', () => {
  const world = worldWithClaim();
  makePod(world, 'a', { spec: { volumes, nodeSelector: { zone: 'nowhere' } } });
  pass(world, 5000);
  must(world, remove);
  pass(world, 60_000);
  expect(claimOf(world)).toBeUndefined();
});

test('a claim that nobody uses goes soon', () => {
  const world = worldWithClaim();
  pass(world, 1000);
  must(world, remove);
  expect(claimOf(world)).toBeDefined();
  pass(world, 1000);
  expect(claimOf(world)).toBeUndefined();
});
