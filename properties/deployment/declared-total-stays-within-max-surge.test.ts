import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { declaredTotalStaysWithinMaxSurge as property } from './declared-total-stays-within-max-surge.ts';

/** 3 replicas, maxSurge 25 % and so 1: at most 4 may be declared. */
const rolling = (options = {}) =>
  miniTrace(options).deployment().set('a', { desired: 3, max: 4 }).wait(60_000).roll('b');

describe('deployment/declared-total-stays-within-max-surge', () => {
  test('holds when a rollout surges by one', () => {
    expect(rolling().set('b', { replicas: 1 }).judge(property)).toBe('passed');
  });

  test('fails when the new ReplicaSet starts at full size', () => {
    expect(rolling().set('b', { replicas: 3 }).judge(property)).toBe('failed');
  });

  test('fails when a later step goes beyond the bound', () => {
    const told = rolling().set('b', { replicas: 1 }).wait(60_000).resize('b', 2);
    expect(told.judge(property)).toBe('failed');
  });

  test('holds for a raise that an older view of another ReplicaSet allows', () => {
    const told = rolling({ stalenessMs: 2000 }).set('b', { replicas: 0 }).wait(60_000);
    told.resize('a', 2).wait(500).resize('a', 3, { actor: 'user' }).wait(500);
    expect(told.resize('b', 2).judge(property)).toBe('passed');
  });

  test('holds when scaling in mid-rollout grows an old ReplicaSet by its share', () => {
    const told = miniTrace().deployment().set('a', { replicas: 3, desired: 3, max: 4 }).roll('b');
    told.set('b', { replicas: 1, desired: 3, max: 4 }).change({ replicas: 6 });
    told.resize('a', 6, { desired: 6, max: 8 }).resize('b', 2, { desired: 6, max: 8 });
    expect(told.judge(property)).toBe('passed');
  });

  test('lets a rollback by annotation make the present ReplicaSet first, under Recreate', () => {
    const recreate = (...asked: readonly string[]) => {
      const told = miniTrace().deployment({ strategy: { type: 'Recreate' } }).set('a').roll('b');
      const annotations = Object.fromEntries(
        asked.map((revision) => ['deprecated.deployment.rollback.to', revision]),
      );
      told.also((trace) => trace.change('Deployment', 'web', { metadata: { annotations } }));
      return told.wait(60_000).set('b', { replicas: 3 }).judge(property);
    };
    expect(recreate('2')).toBe('passed');
    expect(recreate()).toBe('failed');
  });

  test('says nothing when sizes only fall, or somebody else raises them', () => {
    const told = miniTrace().deployment().set('a', { replicas: 0 });
    told.resize('a', 9, { actor: 'user' }).resize('a', 3);
    expect(told.judge(property)).toBe('vacuous');
  });
});
