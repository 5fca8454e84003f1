import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesADeletedSetLosesPodsInAnyOrder as property,
} from './sometimes-a-deleted-set-loses-pods-in-any-order.ts';

const running = (spec = {}) => miniSet(spec).pods([0, 1]);
const leaving = (spec = {}) =>
  running(spec).also((trace) => trace.terminate('StatefulSet', 'web', 'user'));

describe('statefulset/sometimes-a-deleted-set-loses-pods-in-any-order', () => {
  test('is reached when a lower pod goes first', () => {
    expect(leaving().kill(0, 'garbage-collector').judge(property)).toBe('passed');
  });
  test('is reached when two terminate at once', () => {
    const told = leaving().kill(1, 'garbage-collector').kill(0, 'garbage-collector');
    expect(told.judge(property)).toBe('passed');
  });
  test('is not reached by a set that stays, a parallel one, or the highest pod alone', () => {
    expect(running().kill(0).judge(property)).toBe('vacuous');
    expect(leaving({ podManagementPolicy: 'Parallel' }).kill(0).judge(property)).toBe('vacuous');
    expect(leaving().kill(1, 'garbage-collector').judge(property)).toBe('vacuous');
  });
});
