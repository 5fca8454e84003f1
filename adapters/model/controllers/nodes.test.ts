/** What happens to nodes, and to pods because of their nodes. */
import { describe, expect, test } from 'vitest';
import type { Node, Pod, Toleration } from '../../../specs/kubernetes.ts';
import { conditionOf } from '../../../specs/kubernetes.ts';
import { makePod, must, pass, tell, worldWithoutControllers } from '../fixture.ts';
import type { World } from '../world.ts';

function worldWithPod(tolerations?: readonly Toleration[]): World {
  const world = worldWithoutControllers();
  world.addNode({}, 'suite');
  makePod(world, 'a', tolerations ? { spec: { tolerations } } : {});
  pass(world, 5000);
  world.addNode({}, 'suite');
  return world;
}

const nodeOf = (world: World) => world.store.get('Node', 'node-0');
const podOf = (world: World) => world.store.get('Pod', 'a');
const readyOf = (object: Node | Pod | undefined) => object && conditionOf(object, 'Ready')?.status;
const taintsOf = (world: World) =>
  (nodeOf(world)?.spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`);

const unreachable = [
  'node.kubernetes.io/unreachable:NoSchedule',
  'node.kubernetes.io/unreachable:NoExecute',
];

describe('NL-001: a node that falls silent', () => {
  test('is lost after the grace period, and its pods are no longer Ready', () => {
    const world = worldWithPod();
    world.heartbeats.set('node-0', false);
    pass(world, 49_000);
    expect(readyOf(nodeOf(world))).toBe('True');
    pass(world, 7000);
    expect(readyOf(nodeOf(world))).toBe('Unknown');
    expect(taintsOf(world)).toEqual(unreachable);
    expect(readyOf(podOf(world))).toBe('False');
  });

  test('evicts nobody while no other node is heard of', () => {
    const world = worldWithPod();
    world.heartbeats.set('node-0', false);
    pass(world, 60_000);
    expect(taintsOf(world)).toEqual(unreachable);
    world.heartbeats.set('node-1', false);
    pass(world, 60_000);
    expect(taintsOf(world)).toEqual(unreachable.slice(0, 1));
    expect(readyOf(nodeOf(world))).toBe('Unknown');
    world.heartbeats.set('node-1', true);
    pass(world, 10_000);
    expect(taintsOf(world)).toEqual(unreachable);
  });

  test('is not lost when it returns in time', () => {
    const world = worldWithPod();
    world.heartbeats.set('node-0', false);
    pass(world, 40_000);
    world.heartbeats.set('node-0', true);
    pass(world, 100_000);
    expect(readyOf(nodeOf(world))).toBe('True');
    expect(taintsOf(world)).toEqual([]);
  });

  test('is well again when it returns, and so are its pods', () => {
    const world = worldWithPod();
    world.heartbeats.set('node-0', false);
    pass(world, 100_000);
    world.heartbeats.set('node-0', true);
    pass(world, 10_000);
    expect(readyOf(nodeOf(world))).toBe('True');
    expect(taintsOf(world)).toEqual([]);
    expect(readyOf(podOf(world))).toBe('True');
  });
});

describe('NL-002: eviction from a lost node', () => {
  const isMarked = (world: World) => podOf(world)?.metadata.deletionTimestamp !== undefined;

  test('comes after the five minutes of an ordinary pod', () => {
    const world = worldWithPod();
    world.heartbeats.set('node-0', false);
    pass(world, 50_000 + 300_000);
    expect(isMarked(world)).toBe(false);
    pass(world, 6000);
    expect(isMarked(world)).toBe(true);
    const pod = podOf(world);
    expect(pod && conditionOf(pod, 'DisruptionTarget')).toMatchObject({
      status: 'True',
      reason: 'DeletionByTaintManager',
    });
    expect(world.store.log.at(-1)?.actor).toBe('node-lifecycle-controller');
  });

  test('does not come when the node returns before', () => {
    const world = worldWithPod();
    world.heartbeats.set('node-0', false);
    pass(world, 200_000);
    world.heartbeats.set('node-0', true);
    pass(world, 400_000);
    expect(isMarked(world)).toBe(false);
  });

  test('NL-003: the pod stays, terminating, until its kubelet returns', () => {
    const world = worldWithPod();
    world.heartbeats.set('node-0', false);
    pass(world, 2_000_000);
    expect(isMarked(world)).toBe(true);
    world.heartbeats.set('node-0', true);
    pass(world, 10_000);
    expect(podOf(world)).toBeUndefined();
  });

  const taint = (world: World) => {
    const taints = [{ key: 'dedicated', effect: 'NoExecute' }];
    must(world, { verb: 'patch', kind: 'Node', name: 'node-0', patch: { spec: { taints } } });
  };

  test.for<[string, Toleration[], number, boolean]>([
    ['at once without toleration', [], 1000, true],
    ['not before its time', [{ operator: 'Exists', tolerationSeconds: 20 }], 19_000, false],
    ['when its time is over', [{ operator: 'Exists', tolerationSeconds: 20 }], 21_000, true],
    ['never with a toleration for ever', [{ operator: 'Exists' }], 1_000_000, false],
  ])('a NoExecute taint evicts %s', ([, tolerations, after, isEvicted]) => {
    const withEffect = tolerations.map((each) => ({ ...each, effect: 'NoExecute' as const }));
    const world = worldWithPod(withEffect);
    taint(world);
    pass(world, after);
    expect(podOf(world) === undefined || isMarked(world)).toBe(isEvicted);
  });
});

describe('a cordoned node', () => {
  const cordon = (world: World, unschedulable: true | null) =>
    must(world, {
      verb: 'patch',
      kind: 'Node',
      name: 'node-0',
      patch: { spec: { unschedulable } },
    });

  test('has the taint that says so, as long as it is cordoned', () => {
    const world = worldWithPod();
    cordon(world, true);
    pass(world, 1000);
    expect(taintsOf(world)).toEqual(['node.kubernetes.io/unschedulable:NoSchedule']);
    expect(podOf(world)?.metadata.deletionTimestamp).toBeUndefined();
    cordon(world, null);
    pass(world, 1000);
    expect(taintsOf(world)).toEqual([]);
  });
});

describe('NL-004: pods that no kubelet will remove', () => {
  const removeNode = (world: World) => {
    must(world, { verb: 'delete', kind: 'Node', name: 'node-0' });
  };

  test('are failed and removed when their node has been gone for a while', () => {
    const world = worldWithPod();
    removeNode(world);
    pass(world, 39_000);
    expect(podOf(world)).toBeDefined();
    pass(world, 45_000);
    expect(podOf(world)).toBeUndefined();
    expect(tell(world.store.log.slice(-3))).toEqual([
      'pod-garbage-collector MODIFIED Pod/a',
      'pod-garbage-collector MODIFIED Pod/a',
      'pod-garbage-collector DELETED Pod/a',
    ]);
    const removed = world.store.log.at(-1)?.before;
    expect(removed).toMatchObject({ status: { phase: 'Failed' } });
  });

  test('are removed when they terminate without ever having been scheduled', () => {
    const world = worldWithoutControllers();
    makePod(world, 'a', { finalizers: ['example.com/x'] });
    must(world, { verb: 'delete', kind: 'Pod', name: 'a' });
    pass(world, 30_000);
    expect(podOf(world)?.status.phase).toBe('Failed');
  });
});
