import { describe, expect, test } from 'vitest';
import type { Node, Pod, Taint, Toleration } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import { makePod, must, pass, worldWithoutControllers } from './fixture.ts';
import { isSchedulable } from './placement.ts';
import type { World } from './world.ts';

const nodeOf = (world: World, name: string) => world.store.get('Pod', name)?.spec.nodeName;

describe('the scheduler', () => {
  test('chooses among the nodes that fit', () => {
    const chosen = Array.from({ length: 40 }, (_, seed) => {
      const world = worldWithoutControllers(seed);
      for (const zone of ['x', 'y', 'x']) world.addNode({ labels: { zone } }, 'suite');
      makePod(world, 'a', { spec: { nodeSelector: { zone: 'x' } } });
      pass(world, 100);
      return nodeOf(world, 'a');
    });
    expect(new Set(chosen)).toEqual(new Set(['node-0', 'node-2']));
  });

  test('says that a pod fits nowhere, and binds it when a node comes', () => {
    const world = worldWithoutControllers();
    makePod(world, 'a');
    pass(world, 100);
    const waiting = world.store.get('Pod', 'a');
    expect(waiting && conditionOf(waiting, 'PodScheduled')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
    });
    world.addNode({}, 'user');
    pass(world, 100);
    expect(nodeOf(world, 'a')).toBe('node-0');
  });

  test('leaves cordoned nodes alone', () => {
    const world = worldWithoutControllers();
    world.addNode({}, 'suite');
    const patch = { spec: { unschedulable: true } };
    must(world, { verb: 'patch', kind: 'Node', name: 'node-0', patch });
    makePod(world, 'a');
    pass(world, 1000);
    expect(nodeOf(world, 'a')).toBeUndefined();
  });

  test('waits until every claim of a pod exists and is bound', () => {
    const world = worldWithoutControllers();
    world.addNode({}, 'suite');
    const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data-a' } }];
    makePod(world, 'a', { spec: { volumes } });
    pass(world, 1000);
    expect(nodeOf(world, 'a')).toBeUndefined();
    const object = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-a' },
      spec: {},
    } as const;
    must(world, { verb: 'create', object });
    pass(world, 1000);
    expect(nodeOf(world, 'a')).toBe('node-0');
  });
});

describe('isSchedulable', () => {
  const labels = { zone: 'x', size: '4' };
  const node = (taints: readonly Taint[] = []): Node => {
    const metadata = { name: 'node-1', uid: '1', resourceVersion: '1', creationTimestamp: '' };
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { ...metadata, labels },
      spec: { taints },
      status: {},
    };
  };
  const taint: Taint = { key: 'dedicated', value: 'a', effect: 'NoSchedule' };
  const spec = (rest: Partial<Pod['spec']>): Pod['spec'] => ({ containers: [], ...rest });
  const affinity = (...nodeSelectorTerms: object[]) =>
    spec({
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
      },
    });
  const inZone = (...values: string[]) => ({
    matchExpressions: [{ key: 'zone', operator: 'In', values }],
  });
  const named = (name: string) => ({
    matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }],
  });

  test.for<[string, Pod['spec'], boolean]>([
    ['no demands', spec({}), true],
    ['a selector of another zone', spec({ nodeSelector: { zone: 'y' } }), false],
    ['one of two terms', affinity(inZone('y'), inZone('x')), true],
    ['no term', affinity(inZone('y'), inZone('z')), false],
    ['an empty term', affinity({}), false],
    ['its name', affinity(named('node-1')), true],
    ['the name of another', affinity(named('node-2')), false],
    ['its name and another zone', affinity({ ...named('node-1'), ...inZone('y') }), false],
  ])('%s', ([, pod, expected]) => {
    expect(isSchedulable(pod, node())).toBe(expected);
  });

  test.for<[Toleration, boolean]>([
    [{ key: 'dedicated', operator: 'Equal', value: 'a', effect: 'NoSchedule' }, true],
    [{ key: 'dedicated', value: 'a' }, true],
    [{ key: 'dedicated', operator: 'Exists' }, true],
    [{ operator: 'Exists' }, true],
    [{ key: 'dedicated', value: 'b' }, false],
    [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }, false],
    [{ key: 'other', operator: 'Exists' }, false],
  ])('%j', ([toleration, expected]) => {
    expect(isSchedulable(spec({ tolerations: [toleration] }), node([taint]))).toBe(expected);
  });

  test('a taint that only prefers keeps nobody away', () => {
    expect(isSchedulable(spec({}), node([{ ...taint, effect: 'PreferNoSchedule' }]))).toBe(true);
  });
});
