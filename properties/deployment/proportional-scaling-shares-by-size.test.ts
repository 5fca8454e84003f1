import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { proportionalScalingSharesBySize as property } from './proportional-scaling-shares-by-size.ts';

/** 10 replicas, surge 3, stuck at 8 + 5; then 20 are wanted: 25 (20 + 5) in all. */
const scaled = () => {
  const told = miniTrace().deployment({ replicas: 10 });
  told.set('a', { replicas: 8, desired: 10, max: 13 }).roll('b').wait(60_000);
  return told.set('b', { replicas: 5, desired: 10, max: 13 }).wait(60_000).change({ replicas: 20 });
};
const notes = { desired: 20, max: 25 };

describe('deployment/proportional-scaling-shares-by-size', () => {
  test('holds for 8 of 13 growing to 15 of 25, and 5 to 10', () => {
    expect(scaled().resize('a', 15, notes).resize('b', 10, notes).judge(property)).toBe('passed');
  });

  test('fails when the new ReplicaSet gets everything', () => {
    expect(scaled().resize('b', 17, notes).judge(property)).toBe('failed');
  });

  test('fails when the remainder is lost', () => {
    const told = miniTrace()
      .deployment({ replicas: 4 })
      .set('a', { replicas: 3, desired: 4, max: 5 });
    told.roll('b').set('b', { replicas: 2, desired: 4, max: 5 }).change({ replicas: 1 });
    expect(told.resize('a', 1, { desired: 1, max: 2 }).judge(property)).toBe('passed');
    const short = miniTrace()
      .deployment({ replicas: 4 })
      .set('a', { replicas: 3, desired: 4, max: 5 });
    short.roll('b').set('b', { replicas: 2, desired: 4, max: 5 }).change({ replicas: 1 });
    expect(short.resize('a', 0, { desired: 1, max: 2 }).judge(property)).toBe('failed');
  });

  test('says nothing when one ReplicaSet takes it all', () => {
    const told = miniTrace().deployment().set('a', { desired: 3, max: 4 }).change({ replicas: 5 });
    expect(told.resize('a', 5, { desired: 5, max: 7 }).judge(property)).toBe('vacuous');
  });

  test('forgives a sync that did not know yet what it had made', () => {
    const told = miniTrace({ stalenessMs: 2000 }).deployment({ replicas: 1 }).wait(10_000);
    told.set('a', { replicas: 1, desired: 1, max: 2 }).roll('b').wait(10);
    told.set('b', { replicas: 1, desired: 1, max: 2 }).change({ replicas: 4 }).wait(100);
    expect(told.resize('b', 4, { desired: 4, max: 5 }).judge(property)).toBe('passed');
    const late = miniTrace({ stalenessMs: 2000 }).deployment({ replicas: 1 }).wait(10_000);
    late.set('a', { replicas: 1, desired: 1, max: 2 }).roll('b').wait(10_000);
    late.set('b', { replicas: 1, desired: 1, max: 2 }).wait(10_000).change({ replicas: 4 });
    expect(late.resize('b', 4, { desired: 4, max: 5 }).judge(property)).toBe('failed');
  });
});
