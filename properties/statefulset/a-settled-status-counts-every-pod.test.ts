import { describe, expect, test } from 'vitest';
import { aSettledStatusCountsEveryPod as property } from './a-settled-status-counts-every-pod.ts';
import { miniSet } from './fixture.ts';

const settled = (replicas: number, readyReplicas: number) =>
  miniSet()
    .pods([0, 1])
    .unready(1)
    .also((trace) => trace.change('StatefulSet', 'web', { status: { replicas, readyReplicas } }));

describe('statefulset/a-settled-status-counts-every-pod', () => {
  test('holds when it counts what there is', () => {
    expect(settled(2, 1).rest().judge(property)).toBe('passed');
  });
  test('holds with a pod that terminates for good', () => {
    expect(settled(2, 1).kill(1).rest().judge(property)).toBe('passed');
  });
  test('fails when it counts fewer pods, or more ready ones', () => {
    expect(settled(1, 1).rest().judge(property)).toBe('failed');
    expect(settled(2, 2).rest().judge(property)).toBe('failed');
  });
  test('says nothing about a set that is being deleted', () => {
    const told = settled(1, 1).also((trace) => trace.terminate('StatefulSet', 'web', 'user'));
    expect(told.rest().judge(property)).toBe('vacuous');
  });
});
