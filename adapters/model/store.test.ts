import { expect, test } from 'vitest';
import { makePod, must, worldWithoutControllers } from './fixture.ts';
import { emptyStore } from './store.ts';

test('one counter numbers the changes of all kinds', () => {
  const world = worldWithoutControllers();
  world.addNode({}, 'suite');
  makePod(world, 'a');
  makePod(world, 'b');
  expect(world.store.log.map((change) => change.revision)).toEqual([1, 2, 3]);
  expect(world.store.log.map((change) => change.after?.metadata.resourceVersion)).toEqual([
    '1',
    '2',
    '3',
  ]);
  expect(world.store.logOf('Pod').map((change) => change.revision)).toEqual([2, 3]);
});

test('a listener hears the changes of its kind, before and after, until it is taken off', () => {
  const world = worldWithoutControllers();
  const heard: (string | undefined)[][] = [];
  const end = world.store.subscribe('Pod', ({ before, after }) => {
    heard.push([before?.metadata.resourceVersion, after?.metadata.resourceVersion]);
  });
  world.addNode({}, 'suite');
  const pod = makePod(world, 'a');
  const changed = { ...pod, metadata: { ...pod.metadata, labels: { app: 'b' } } };
  must(world, { verb: 'update', object: changed });
  end();
  makePod(world, 'b');
  expect(heard).toEqual([
    [undefined, '2'],
    ['2', '3'],
  ]);
});

test('removing what is not there changes nothing', () => {
  const store = emptyStore(() => 0);
  store.remove('Pod', 'a', 'user');
  expect(store.revision()).toBe(0);
  expect(store.log).toEqual([]);
});

test('objects are listed in the order of their creation', () => {
  const world = worldWithoutControllers();
  for (const name of ['b', 'c', 'a']) makePod(world, name);
  expect([...world.store.list('Pod')].map((pod) => pod.metadata.name)).toEqual(['b', 'c', 'a']);
});
