import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { readyPodsBecomeAvailable as property } from './ready-pods-become-available.ts';

const judged = (status: object, spec: object = { minReadySeconds: 5 }) =>
  miniDaemons(2, spec)
    .pod('bbbbb', 'n1')
    .also((trace) =>
      trace.change('DaemonSet', 'log', {
        status: { desiredNumberScheduled: 2, numberReady: 1, ...status },
      }),
    );

describe('daemonset/ready-pods-become-available', () => {
  test('holds when it is counted', () => {
    const told = judged({ numberAvailable: 1, numberUnavailable: 1 });
    expect(told.rest().judge(property)).toBe('passed');
  });
  test('fails when it is not, or both ways', () => {
    expect(judged({ numberUnavailable: 2 }).rest().judge(property)).toBe('failed');
    const both = judged({ numberAvailable: 1, numberUnavailable: 2 });
    expect(both.rest().judge(property)).toBe('failed');
  });
  test('says nothing without minReadySeconds, without ready pods, and without rest', () => {
    expect(judged({}, {}).rest().judge(property)).toBe('vacuous');
    expect(judged({ numberReady: 0 }).rest().judge(property)).toBe('vacuous');
    expect(judged({}).judge(property)).toBe('vacuous');
  });
});
