import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { rolloutLeavesABrokenRevision as property } from './rollout-leaves-a-broken-revision.ts';

/** No pod of revision a ever got ready. */
const leaving = () => {
  const told = miniTrace().deployment().set('a').pods('a', 3, 'pending').wait(60_000).roll('b');
  return told.set('b', { replicas: 1 }).pods('b', 1).report('b', { available: 1 });
};

describe('deployment/rollout-leaves-a-broken-revision', () => {
  test('holds when the rollout completes', () => {
    const told = leaving().resize('a', 0).resize('b', 3).pods('b', 2).report('b', { available: 3 });
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('passed');
  });

  test('fails when the broken replicas hold it up', () => {
    expect(leaving().also((trace) => trace.rest()).judge(property)).toBe('failed');
  });

  test('says nothing when the new pods are broken too, or the old ones were not', () => {
    const worse = miniTrace().deployment().set('a').pods('a', 3, 'pending').roll('b');
    worse.set('b', { replicas: 1 }).pods('b', 1, 'pending');
    expect(worse.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
    const well = miniTrace().deployment().set('a').pods('a', 3).roll('b').set('b', { replicas: 1 });
    expect(well.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    const told = leaving().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
