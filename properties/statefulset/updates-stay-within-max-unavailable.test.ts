import { describe, expect, test } from 'vitest';
import type { IntOrString } from '../../specs/kubernetes.ts';
import { miniSet } from './fixture.ts';
import {
  updatesStayWithinMaxUnavailable as property,
} from './updates-stay-within-max-unavailable.ts';

const gate = { MaxUnavailableStatefulSet: true };
const budget = (maxUnavailable: IntOrString, partition = 0) =>
  ({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition, maxUnavailable } },
  }) as const;
const rolled = (spec: object, options = {}) =>
  miniSet({ replicas: 4, ...spec }, { features: gate, ...options })
    .pods([0, 1, 2, 3])
    .roll('b');
const parallel = { podManagementPolicy: 'Parallel' } as const;
/** Two pods deleted by one sync, which saw neither of them go. */
const lag = { stalenessMs: 1_500 };

describe('statefulset/updates-stay-within-max-unavailable', () => {
  test('holds for the two highest pods of one sync', () => {
    expect(rolled(budget(2), lag).kill(3).kill(2).judge(property)).toBe('passed');
    expect(rolled({ ...budget(2), ...parallel }).kill(3).kill(2).judge(property)).toBe('passed');
  });
  test('fails for a third one', () => {
    const told = rolled({ ...budget(2), ...parallel }, lag).kill(3).kill(2).kill(1);
    expect(told.judge(property)).toBe('failed');
  });
  test('fails for a low pod while a higher one is old', () => {
    expect(rolled(budget(1)).kill(2).judge(property)).toBe('failed');
  });
  test('rounds a percentage down, and lets one go at least', () => {
    expect(rolled({ ...budget('49%'), ...parallel }).kill(3).judge(property)).toBe('passed');
    const two = rolled({ ...budget('49%'), ...parallel }).kill(3).kill(2);
    expect(two.judge(property)).toBe('failed');
    expect(rolled(budget('1%')).kill(3).judge(property)).toBe('passed');
  });
  test('counts pods below the partition that are down', () => {
    const told = rolled({ ...budget(1, 2), ...parallel }).unready(0).kill(3);
    expect(told.judge(property)).toBe('failed');
  });
  test('before 1.37 a Parallel pod that is down counts like any other', () => {
    const told = rolled({ ...budget(1), ...parallel }).unready(0).kill(0);
    expect(told.judge(property)).toBe('failed');
  });
  test('since 1.37 it goes whatever the budget, and others when there is room', () => {
    const told = (max: number) =>
      rolled({ ...budget(max), ...parallel }, { version: '1.37' }).unready(0).unready(1);
    expect(told(1).kill(1).kill(0).judge(property)).toBe('passed');
    expect(told(3).kill(1).kill(0).kill(3).judge(property)).toBe('passed');
    expect(told(2).kill(3).judge(property)).toBe('failed');
    expect(told(3).kill(2).judge(property)).toBe('failed');
  });
  test('since 1.37 a pod that is down below the partition stays, as in an ordered set', () => {
    const told = (spec: object) => rolled(spec, { version: '1.37' }).unready(0).kill(0);
    expect(told({ ...budget(1, 1), ...parallel }).judge(property)).toBe('failed');
    expect(told(budget(1)).judge(property)).toBe('failed');
  });
  test('fails below the partition, and where an ordered set is not healthy', () => {
    expect(rolled(budget(4, 2)).drop(3).drop(2).kill(1).judge(property)).toBe('failed');
    expect(rolled(budget(2)).unready(0).kill(3).judge(property)).toBe('failed');
  });
  test('says nothing without the gate, of pods that ended, and of deletions by others', () => {
    const off = rolled(budget(2), { features: {} }).kill(3).kill(2).kill(1);
    expect(off.judge(property)).toBe('unsupported');
    expect(rolled(budget(1)).fail(0).kill(0).judge(property)).toBe('vacuous');
    expect(rolled(budget(1)).kill(0, 'user').judge(property)).toBe('vacuous');
  });
});
