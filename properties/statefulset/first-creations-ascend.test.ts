import { describe, expect, test } from 'vitest';
import { firstCreationsAscend as property } from './first-creations-ascend.ts';
import { miniSet } from './fixture.ts';

describe('statefulset/first-creations-ascend', () => {
  test('holds for 3, 4, 5 of a set that starts at 3', () => {
    const told = miniSet({ ordinals: { start: 3 } }).born(3).born(4).born(5);
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when an ordinal is left out', () => {
    expect(miniSet().born(0).born(2).judge(property)).toBe('failed');
  });
  test('fails when the first is not the first', () => {
    expect(miniSet().born(1).judge(property)).toBe('failed');
  });
  test('says nothing once a pod was lost, or the start moved', () => {
    const lost = miniSet().also((trace) => trace.add('Pod', 'web-1')).born(0).drop(0, 'user');
    expect(lost.born(2).judge(property)).toBe('passed');
    const moved = miniSet().change({ ordinals: { start: 5 } }).born(5);
    expect(moved.judge(property)).toBe('vacuous');
  });
  test('says nothing about Parallel sets', () => {
    expect(miniSet({ podManagementPolicy: 'Parallel' }).born(2).judge(property)).toBe('vacuous');
  });
});
