import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Notice } from './controller.ts';
import { makeWorkload, must, pass, worldWithoutControllers } from './fixture.ts';
import { startInformer } from './informer.ts';
import { lagProfiles, maxLagMs } from './lag.ts';
import { randomFrom } from './random.ts';
import type { World } from './world.ts';

interface Delivery {
  readonly at: number;
  readonly revision: string | undefined;
}

function watchSets(world: World, seed: number, isRestart = false) {
  const random = randomFrom(seed).fork('informer');
  const deliveries: Delivery[] = [];
  const deliver = ({ before, after }: Notice) =>
    deliveries.push({
      at: world.clock.now(),
      revision: (after ?? before)?.metadata.resourceVersion,
    });
  const lag = lagProfiles(randomFrom(seed))(random);
  const informer = startInformer('ReplicaSet', { ...world, random, lag, deliver }, isRestart);
  return { informer, deliveries };
}

/** Changes a ReplicaSet at each of these distances from the change before. */
function play(world: World, pauses: readonly number[]): void {
  for (const [index, pause] of pauses.entries()) {
    pass(world, pause);
    const patch = { metadata: { labels: { turn: String(index) } } };
    must(world, { verb: 'patch', kind: 'ReplicaSet', name: 'web', patch });
  }
}

const pauses = fc.array(fc.nat(3000), { minLength: 1, maxLength: 12 });

describe('a living informer', () => {
  test('delivers every change in order, none later than the cap', () => {
    fc.assert(
      fc.property(fc.integer(), pauses, (seed, plan) => {
        const world = worldWithoutControllers(seed);
        makeWorkload(world, 'ReplicaSet', 'web');
        const { deliveries } = watchSets(world, seed);
        play(world, plan);
        pass(world, maxLagMs);
        const changes = world.store.logOf('ReplicaSet').slice(1);
        expect(deliveries.map((each) => each.revision)).toEqual(
          changes.map((change) => String(change.revision)),
        );
        for (const [index, { at }] of deliveries.entries()) {
          expect(at - (changes[index]?.at ?? 0)).toBeGreaterThanOrEqual(0);
          expect(at - (changes[index]?.at ?? 0)).toBeLessThanOrEqual(maxLagMs);
        }
      }),
    );
  });

  test('some runs are current, some are late', () => {
    const worst = Array.from({ length: 60 }, (_, seed) => {
      const world = worldWithoutControllers(seed);
      makeWorkload(world, 'ReplicaSet', 'web');
      const { deliveries } = watchSets(world, seed);
      const plan = Array.from({ length: 20 }, () => maxLagMs + 1);
      play(world, plan);
      pass(world, maxLagMs);
      const changes = world.store.logOf('ReplicaSet').slice(1);
      return Math.max(...deliveries.map(({ at }, index) => at - (changes[index]?.at ?? 0)));
    });
    expect(worst.some((lag) => lag === 0)).toBe(true);
    expect(worst.some((lag) => lag > maxLagMs / 2)).toBe(true);
  });

  test('while it is stalled every change takes as long as the cap allows', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'ReplicaSet', 'web');
    const { informer, deliveries } = watchSets(world, 1);
    informer.stall(true);
    play(world, [100, 500]);
    pass(world, maxLagMs - 501);
    expect(deliveries).toEqual([]);
    pass(world, 1);
    expect(deliveries).toHaveLength(1);
    pass(world, 500);
    expect(deliveries).toHaveLength(2);
  });

  test('it knows how far it is', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'ReplicaSet', 'web');
    const { informer } = watchSets(world, 1);
    informer.stall(true);
    expect(informer.revision()).toBe(1);
    play(world, [0]);
    expect(informer.revision()).toBe(1);
    pass(world, maxLagMs);
    expect(informer.revision()).toBe(2);
  });

  test('it hears nothing after it was stopped', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'ReplicaSet', 'web');
    const { informer, deliveries } = watchSets(world, 1);
    play(world, [0]);
    informer.stop();
    play(world, [0, 10]);
    pass(world, maxLagMs);
    expect(deliveries).toEqual([]);
  });
});

describe('RS-CRASH-001: the first list after a restart', () => {
  const plan = [300, 300, 300, 300, 300, 300, 300, 300, 300, 300];

  test('may be older, but not by more than the cap, and everything since follows', () => {
    const ages = Array.from({ length: 60 }, (_, seed) => {
      const world = worldWithoutControllers(seed);
      makeWorkload(world, 'ReplicaSet', 'web');
      play(world, plan);
      const { informer, deliveries } = watchSets(world, seed, true);
      const listed = informer.table.get('web')?.metadata.resourceVersion;
      const change = world.store.log.find((each) => String(each.revision) === listed);
      const next = world.store.log.find((each) => each.revision > (change?.revision ?? 0));
      pass(world, maxLagMs);
      const missing = world.store.log.filter((each) => each.revision > (change?.revision ?? 0));
      expect(deliveries.map((each) => each.revision)).toEqual(
        missing.map((each) => String(each.revision)),
      );
      return next ? 3000 - next.at : 0;
    });
    expect(Math.max(...ages)).toBeLessThanOrEqual(maxLagMs);
    expect(Math.max(...ages)).toBeGreaterThan(0);
    expect(Math.min(...ages)).toBe(0);
  });
});

test('after a broken watch it catches up and delivers every object once more', () => {
  const world = worldWithoutControllers();
  for (const name of ['web', 'api']) makeWorkload(world, 'ReplicaSet', name);
  const { informer, deliveries } = watchSets(world, 1);
  informer.stall(true);
  play(world, [0]);
  informer.relist();
  pass(world, 3000);
  expect(deliveries.map(({ revision }) => revision)).toEqual(['3', '2', '3']);
});
