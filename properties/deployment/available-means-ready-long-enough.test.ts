import { describe, expect, test } from 'vitest';
import { podName, miniTrace } from './fixture.ts';
import { availableMeansReadyLongEnough as property } from './available-means-ready-long-enough.ts';

const slow = (options = {}) =>
  miniTrace(options)
    .deployment({ minReadySeconds: 10 })
    .set('a', { minReadySeconds: 10 })
    .pods('a', 3);

describe('deployment/available-means-ready-long-enough', () => {
  test('holds when the seconds have passed', () => {
    expect(slow().wait(10_000).report('a', { available: 3 }).judge(property)).toBe('passed');
  });

  test('fails when pods are only ready', () => {
    expect(slow().wait(9000).report('a', { available: 3 }).judge(property)).toBe('failed');
    expect(
      slow({ clockToleranceMs: 1000 }).wait(9000).report('a', { available: 3 }).judge(property),
    ).toBe('passed');
  });

  test('fails when one was ready for a shorter time', () => {
    const told = slow().wait(9000).resize('a', 4).pods('a', 1).wait(2000);
    expect(told.report('a', { available: 4 }).judge(property)).toBe('failed');
  });

  test('holds for a pod that has just become unready unseen', () => {
    const told = slow({ stalenessMs: 2000 }).wait(20_000);
    const unready = { status: { conditions: [{ type: 'Ready', status: 'False' }] } } as const;
    told.also((trace) => trace.change('Pod', podName('a', 1), unready, 'kubelet')).wait(1000);
    expect(told.report('a', { available: 3 }).judge(property)).toBe('passed');
  });

  test('counts ready pods without minReadySeconds', () => {
    const told = miniTrace().deployment().set('a').pods('a', 2).pods('a', 1, 'pending');
    expect(told.report('a', { available: 2 }).judge(property)).toBe('passed');
    expect(told.report('a', { available: 3 }).judge(property)).toBe('failed');
  });

  test('says nothing when fewer are reported', () => {
    const told = miniTrace().deployment().set('a', { available: 3 });
    expect(told.report('a', { available: 1 }).judge(property)).toBe('vacuous');
  });
});
