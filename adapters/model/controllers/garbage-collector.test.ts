import { describe, expect, test } from 'vitest';
import type { ServerRequest } from '../apiserver.ts';
import {
  makePod,
  makeWorkload,
  must,
  ownerReferenceTo,
  pass,
  worldWithoutControllers,
} from '../fixture.ts';
import type { World } from '../world.ts';

/** A Deployment, its ReplicaSet and two pods on a node. */
function family(seed = 1): World {
  const world = worldWithoutControllers(seed);
  world.addNode({}, 'suite');
  const deployment = makeWorkload(world, 'Deployment', 'web');
  const set = makeWorkload(world, 'ReplicaSet', 'web-1', {}, [ownerReferenceTo(deployment)]);
  for (const name of ['a', 'b']) makePod(world, name, { owners: [ownerReferenceTo(set)] });
  pass(world, 5000);
  return world;
}

function remove(
  world: World,
  propagationPolicy: 'Background' | 'Foreground' | 'Orphan',
  rest: Partial<Extract<ServerRequest, { verb: 'delete' }>> = {},
): void {
  must(world, { verb: 'delete', kind: 'Deployment', name: 'web', propagationPolicy, ...rest });
}

function left(world: World): readonly string[] {
  return (['Deployment', 'ReplicaSet', 'Pod'] as const).flatMap((kind) =>
    [...world.store.list(kind)].map((object) => object.metadata.name),
  );
}

/** In which order objects disappeared. */
function departures(world: World): readonly string[] {
  return world.store.log.flatMap(({ before, after }) => (before && !after ? [before.kind] : []));
}

describe('GC-001: in the background', () => {
  test('the owner goes at once, everything below it follows', () => {
    const world = family();
    remove(world, 'Background');
    expect(left(world)).toEqual(['web-1', 'a', 'b']);
    pass(world, 60_000);
    expect(left(world)).toEqual([]);
    expect(departures(world)).toEqual(['Deployment', 'ReplicaSet', 'Pod', 'Pod']);
  });

  test('a dependent that comes too late is collected as well', () => {
    const world = family();
    const set = world.store.get('ReplicaSet', 'web-1');
    remove(world, 'Background');
    pass(world, 60_000);
    makePod(world, 'late', { owners: set ? [ownerReferenceTo(set)] : [] });
    pass(world, 60_000);
    expect(left(world)).toEqual([]);
  });
});

describe('GC-002: owners are known by uid', () => {
  test('a namesake of the owner keeps nothing alive', () => {
    const world = family();
    remove(world, 'Background');
    makeWorkload(world, 'Deployment', 'web');
    pass(world, 60_000);
    expect(left(world)).toEqual(['web']);
  });

  test('an object with another owner stays, and loses only the reference to the lost one', () => {
    const world = worldWithoutControllers();
    const [one, two] = ['one', 'two'].map((name) => makeWorkload(world, 'Deployment', name));
    if (!one || !two) throw new Error('both were made');
    const owners = [ownerReferenceTo(one), ownerReferenceTo(two, false)];
    makeWorkload(world, 'ReplicaSet', 'shared', {}, owners);
    remove(world, 'Background', { name: 'one' });
    pass(world, 60_000);
    expect(left(world)).toEqual(['two', 'shared']);
    expect(world.store.get('ReplicaSet', 'shared')?.metadata.ownerReferences).toEqual([
      ownerReferenceTo(two, false),
    ]);
  });
});

describe('GC-003: in the foreground', () => {
  test('pods go before their ReplicaSet, and that before the Deployment', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const world = family(seed);
      remove(world, 'Foreground');
      pass(world, 60_000);
      expect(left(world)).toEqual([]);
      expect(departures(world)).toEqual(['Pod', 'Pod', 'ReplicaSet', 'Deployment']);
    }
  });

  test('a dependent that does not block is not waited for', () => {
    const world = worldWithoutControllers();
    const deployment = makeWorkload(world, 'Deployment', 'web');
    const reference = { ...ownerReferenceTo(deployment), blockOwnerDeletion: false };
    makePod(world, 'a', { owners: [reference], finalizers: ['example.com/hold'] });
    pass(world, 1000);
    remove(world, 'Foreground');
    pass(world, 60_000);
    expect(left(world)).toEqual(['a']);
  });

  test('an owner waits for a blocking dependent that cannot go', () => {
    const world = worldWithoutControllers();
    const deployment = makeWorkload(world, 'Deployment', 'web');
    makePod(world, 'a', { owners: [ownerReferenceTo(deployment)], finalizers: ['example.com/x'] });
    pass(world, 1000);
    remove(world, 'Foreground');
    pass(world, 60_000);
    expect(left(world)).toEqual(['web', 'a']);
    const patch = { metadata: { finalizers: null } };
    must(world, { verb: 'patch', kind: 'Pod', name: 'a', patch });
    pass(world, 60_000);
    expect(left(world)).toEqual([]);
  });
});

describe('GC-004: orphans', () => {
  test('only the owner and the reference to it go', () => {
    const world = family();
    const uid = world.store.get('ReplicaSet', 'web-1')?.metadata.uid;
    remove(world, 'Orphan');
    pass(world, 60_000);
    expect(left(world)).toEqual(['web-1', 'a', 'b']);
    const set = world.store.get('ReplicaSet', 'web-1');
    expect(set?.metadata.uid).toBe(uid);
    expect(set?.metadata.ownerReferences).toBeUndefined();
    expect(world.store.get('Pod', 'a')?.metadata.ownerReferences).toHaveLength(1);
  });
});

test('nothing is collected while the API server does not answer', () => {
  const world = family();
  world.availability.set(false);
  remove(world, 'Background');
  pass(world, 10_000);
  expect(left(world)).toEqual(['web-1', 'a', 'b']);
  world.availability.set(true);
  pass(world, 10_000);
  expect(left(world)).toEqual([]);
});
