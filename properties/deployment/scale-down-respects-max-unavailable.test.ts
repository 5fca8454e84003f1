import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { scaleDownRespectsMaxUnavailable as property } from './scale-down-respects-max-unavailable.ts';

/** 4 replicas with 25 % each: 5 may be declared, 3 must stay available. */
const rolling = (options = {}) => {
  const told = miniTrace(options).deployment({ replicas: 4 });
  told.set('a', { replicas: 4, available: 4, desired: 4, max: 5 }).wait(60_000);
  return told.roll('b').set('b', { replicas: 1, desired: 4, max: 5 });
};

describe('deployment/scale-down-respects-max-unavailable', () => {
  test('holds when one replica is given up for maxUnavailable 1', () => {
    expect(rolling().resize('a', 3).judge(property)).toBe('passed');
  });

  test('fails when unavailability was rounded up', () => {
    expect(rolling().resize('a', 2).judge(property)).toBe('failed');
  });

  test('fails when new replicas count before they are available', () => {
    const told = rolling().resize('a', 3).report('a', { available: 3 }).wait(60_000);
    expect(told.resize('b', 2).resize('a', 2).judge(property)).toBe('failed');
  });

  test('holds for each new replica that became available', () => {
    const told = rolling().resize('a', 3).report('a', { available: 3 }).wait(60_000);
    told.resize('b', 2).report('b', { available: 2 });
    expect(told.resize('a', 1).judge(property)).toBe('passed');
  });

  test('holds when replicas that are not available go first, even below the minimum', () => {
    const told = rolling().report('a', { available: 1, exists: 4 });
    expect(told.resize('a', 3).judge(property)).toBe('passed');
  });

  test('judges two writes of one sync together', () => {
    const told = rolling({ stalenessMs: 2000 }).report('a', { available: 3, exists: 4 });
    expect(told.wait(60_000).resize('a', 3).resize('a', 2).judge(property)).toBe('failed');
  });

  test('says nothing about scaling down and about Recreate', () => {
    const scaled = miniTrace()
      .deployment()
      .set('a', { desired: 3, max: 4 })
      .change({ replicas: 1 });
    expect(scaled.resize('a', 1, { desired: 1, max: 2 }).judge(property)).toBe('vacuous');
    const recreated = miniTrace().deployment({ strategy: { type: 'Recreate' } });
    recreated.set('a', { desired: 3, max: 3 }).roll('b');
    expect(recreated.resize('a', 0).judge(property)).toBe('vacuous');
  });

  test('fails when nothing may go because the new replicas are not available yet', () => {
    const told = rolling().resize('a', 3).report('a', { available: 2, exists: 3 }).wait(60_000);
    expect(told.resize('a', 2).judge(property)).toBe('failed');
    // Of two that are not available one may go: 4 + 1 declared, 3 needed, 1 of them new.
    const room = rolling().report('a', { available: 2, exists: 4 }).wait(60_000);
    expect(room.resize('a', 3).judge(property)).toBe('passed');
    const more = rolling().report('a', { available: 2, exists: 4 }).wait(60_000);
    expect(more.resize('a', 2).judge(property)).toBe('failed');
  });

  test('does not count what is available beyond the need as a further budget', () => {
    const told = rolling().report('b', { available: 1 }).wait(60_000);
    expect(told.resize('a', 1).judge(property)).toBe('failed');
    const two = rolling().report('b', { available: 1 }).wait(60_000);
    expect(two.resize('a', 2).judge(property)).toBe('passed');
  });

  test('says nothing when a new ReplicaSet is cut back to the replicas', () => {
    const told = rolling().resize('b', 6, { actor: 'user' }).wait(60_000);
    expect(told.resize('b', 4).judge(property)).toBe('vacuous');
    const less = rolling().resize('b', 6, { actor: 'user' }).wait(60_000);
    expect(less.resize('b', 3).judge(property)).toBe('failed');
  });
});
