import { expect, test } from 'vitest';
import type { Endpoints, EndpointSlice, Service } from '../../../specs/kubernetes.ts';
import type { Draft } from '../controller.ts';
import { makePod, must, pass, worldWithoutControllers } from '../fixture.ts';
import type { World } from '../world.ts';

function worldWithService(spec: Partial<Service['spec']> = {}): World {
  const world = worldWithoutControllers();
  world.addNode({}, 'suite');
  const object = {
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, clusterIP: 'None', ...spec },
  } as unknown as Draft;
  must(world, { verb: 'create', object });
  return world;
}

function sliceOf(world: World): EndpointSlice {
  const [slice, ...others] = world.store.list('EndpointSlice');
  if (slice === undefined || others.length > 0) throw new Error('expected one slice');
  return slice;
}

function conditionsOf(world: World) {
  return sliceOf(world).endpoints?.map(({ conditions }) => conditions);
}

test('a Service without pods has a slice without endpoints', () => {
  const world = worldWithService();
  pass(world, 1000);
  expect(sliceOf(world)).toMatchObject({ endpoints: [], ports: [] });
  expect(sliceOf(world).metadata.labels).toHaveProperty(['service.kubernetes.io/headless']);
});

test('an endpoint follows its pod: not ready, ready, terminating, gone', () => {
  const world = worldWithService();
  makePod(world, 'web', { behaviour: { readyAfterMs: 4000, terminatesAfterMs: 3000 } });
  pass(world, 3000);
  expect(conditionsOf(world)).toEqual([{ ready: false, serving: false, terminating: false }]);
  pass(world, 3000);
  expect(conditionsOf(world)).toEqual([{ ready: true, serving: true, terminating: false }]);
  must(world, { verb: 'delete', kind: 'Pod', name: 'web' });
  pass(world, 1000);
  expect(conditionsOf(world)).toEqual([{ ready: false, serving: true, terminating: true }]);
  pass(world, 4000);
  expect(conditionsOf(world)).toEqual([]);
});

test('what is to be published is ready before it is', () => {
  const world = worldWithService({ publishNotReadyAddresses: true });
  makePod(world, 'web', { behaviour: { kind: 'never-ready' } });
  pass(world, 3000);
  expect(conditionsOf(world)).toEqual([{ ready: true, serving: false, terminating: false }]);
});

test('a hostname is told under the subdomain alone', () => {
  const world = worldWithService();
  makePod(world, 'web', { spec: { hostname: 'web-0', subdomain: 'web' } });
  pass(world, 3000);
  expect(sliceOf(world).endpoints?.[0]?.hostname).toBe('web-0');
  const other = worldWithService();
  makePod(other, 'web', { spec: { hostname: 'web-0', subdomain: 'db' } });
  pass(other, 3000);
  expect(sliceOf(other).endpoints?.[0]).not.toHaveProperty('hostname');
});

test('the end of a pod that was never ready goes unnoticed', () => {
  const world = worldWithService();
  makePod(world, 'web', { behaviour: { kind: 'failing' } });
  pass(world, 5000);
  expect(conditionsOf(world)).toEqual([{ ready: false, serving: false, terminating: false }]);
});

test('the Endpoints object tells ready pods from others, and goes with its Service', () => {
  const world = worldWithService({ ports: [{ port: 80 }] });
  makePod(world, 'web', { behaviour: { readyAfterMs: 8000 } });
  const subsets = () => (world.store.get('Endpoints', 'web') as Endpoints).subsets;
  pass(world, 6000);
  expect(subsets()).toMatchObject([{ notReadyAddresses: [{ targetRef: { name: 'web' } }] }]);
  pass(world, 6000);
  expect(subsets()).toMatchObject([{ addresses: [{ targetRef: { name: 'web' } }] }]);
  must(world, { verb: 'delete', kind: 'Service', name: 'web' });
  pass(world, 4000);
  expect(world.store.get('Endpoints', 'web')).toBeUndefined();
  expect([...world.store.list('EndpointSlice')]).toEqual([]);
});

test('what somebody deletes comes back', () => {
  const world = worldWithService();
  pass(world, 1000);
  const { name } = sliceOf(world).metadata;
  must(world, { verb: 'delete', kind: 'EndpointSlice', name });
  must(world, { verb: 'delete', kind: 'Endpoints', name: 'web' });
  pass(world, 3000);
  expect(sliceOf(world).metadata.name).not.toBe(name);
  expect(world.store.get('Endpoints', 'web')).toBeDefined();
});
