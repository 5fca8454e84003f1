import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { scaleDownWaitsForHealthyPods as property } from './scale-down-waits-for-healthy-pods.ts';

const scaled = (replicas: number, options = {}) =>
  miniSet({ replicas: 3 }, options).pods([0, 1, 2]).change({ replicas });

describe('statefulset/scale-down-waits-for-healthy-pods', () => {
  test('holds when the highest goes first and is gone before the next', () => {
    expect(scaled(1).drop(2).drop(1).judge(property)).toBe('passed');
  });
  test('holds for the one unhealthy condemned pod', () => {
    expect(scaled(2).unready(2).drop(2).judge(property)).toBe('passed');
  });
  test('fails while a wanted pod is unhealthy', () => {
    expect(scaled(2).unready(0).kill(2).judge(property)).toBe('failed');
  });
  test('fails when a lower one goes first', () => {
    expect(scaled(1).kill(1).judge(property)).toBe('failed');
  });
  test('fails while a higher one is only terminating', () => {
    expect(scaled(1).kill(2).kill(1).judge(property)).toBe('failed');
  });
  test('fails for an unhealthy pod above another unhealthy condemned one', () => {
    expect(scaled(1).unready(1).unready(2).kill(2).judge(property)).toBe('failed');
  });
  test('holds when the wanted pod was still healthy in a view that may have been seen', () => {
    expect(scaled(2, { stalenessMs: 2_000 }).unready(0).kill(2).judge(property)).toBe('passed');
  });
  test('says nothing about deletions by others, and about Parallel sets', () => {
    expect(scaled(1).kill(1, 'user').judge(property)).toBe('vacuous');
    const parallel = miniSet({ podManagementPolicy: 'Parallel' }).pods([0, 1, 2]);
    expect(parallel.change({ replicas: 1 }).kill(1).judge(property)).toBe('vacuous');
  });
});
