import { describe, expect, test } from 'vitest';
import type { Pod, PodDisruptionBudget } from '../../../specs/kubernetes.ts';
import type { Draft } from '../controller.ts';
import { makePod, must, pass, worldWithoutControllers } from '../fixture.ts';
import type { PodOptions } from '../fixture.ts';
import type { World } from '../world.ts';

function worldWithBudget(spec: PodDisruptionBudget['spec'], ...pods: readonly PodOptions[]): World {
  const world = worldWithoutControllers();
  world.addNode({}, 'suite');
  for (const [index, options] of pods.entries()) makePod(world, `pod-${index}`, options);
  for (const name of world.store.list('Pod')) {
    const patch = { metadata: { labels: { app: 'web' } } };
    must(world, { verb: 'patch', kind: 'Pod', name: name.metadata.name, patch });
  }
  const object = {
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  } as unknown as Draft;
  must(world, { verb: 'create', object });
  pass(world, 5000);
  return world;
}

function statusOf(world: World) {
  return world.store.get('PodDisruptionBudget', 'web')?.status;
}

function evict(world: World, name: string) {
  const { uid } = (world.store.get('Pod', name) as Pod).metadata;
  return world.server.execute({ verb: 'evict', name, uid }, 'fault');
}

const unready = { behaviour: { kind: 'never-ready' } } as const;

test('a budget counts the Ready pods that it covers', () => {
  const world = worldWithBudget({ minAvailable: 1 }, {}, {}, unready);
  const counts = { expectedPods: 3, desiredHealthy: 1, currentHealthy: 2, disruptionsAllowed: 1 };
  expect(statusOf(world)).toMatchObject({ ...counts, observedGeneration: 1 });
});

test('pods that nobody controls are expected by no percentage', () => {
  const world = worldWithBudget({ minAvailable: '50%' }, {}, {});
  expect(statusOf(world)).toMatchObject({ expectedPods: 0, disruptionsAllowed: 0 });
});

describe('the Eviction API', () => {
  test('charges the budget at once: a second eviction in the same moment is refused', () => {
    const world = worldWithBudget({ minAvailable: 1 }, {}, {});
    expect(evict(world, 'pod-0')).toMatchObject({ ok: true });
    expect(evict(world, 'pod-1')).toMatchObject({ ok: false, error: 'TooManyRequests' });
    expect(statusOf(world)).toMatchObject({ disruptionsAllowed: 0 });
    expect(Object.keys(statusOf(world)?.disruptedPods ?? {})).toEqual(['pod-0']);
  });

  test('lets a pod go that has not started, whatever the budget', () => {
    const world = worldWithBudget({ minAvailable: 1 }, { spec: { nodeSelector: { none: 'x' } } });
    expect(evict(world, 'pod-0')).toMatchObject({ ok: true });
  });

  test('lets an unhealthy pod go as the policy says', () => {
    const tight = { minAvailable: 2 } as const;
    expect(evict(worldWithBudget(tight, {}, unready), 'pod-1')).toMatchObject({ ok: false });
    const always = { ...tight, unhealthyPodEvictionPolicy: 'AlwaysAllow' } as const;
    expect(evict(worldWithBudget(always, {}, unready), 'pod-1')).toMatchObject({ ok: true });
    const enough = { minAvailable: 1 } as const;
    expect(evict(worldWithBudget(enough, {}, unready), 'pod-1')).toMatchObject({ ok: true });
  });
});

test('a quota refuses the pod that is one too many, until it has gone', () => {
  const world = worldWithBudget({ minAvailable: 1 }, {});
  const quota = { kind: 'ResourceQuota', metadata: { name: 'few' }, spec: { hard: { pods: '2' } } };
  must(world, { verb: 'create', object: quota as unknown as Draft });
  pass(world, 1000);
  makePod(world, 'second');
  expect(() => makePod(world, 'third')).toThrow(/exceeded quota: few/);
  must(world, { verb: 'delete', kind: 'ResourceQuota', name: 'few' });
  makePod(world, 'third');
});
