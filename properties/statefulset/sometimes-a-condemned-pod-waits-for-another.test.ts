import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesACondemnedPodWaitsForAnother as property,
} from './sometimes-a-condemned-pod-waits-for-another.ts';

const smaller = (spec = {}) => miniSet(spec).pods([0, 1, 2]).change({ replicas: 1 });

test('is seen when the highest and a lower one are not ready', () => {
  expect(smaller().unready(2).judge(property)).toBe('vacuous');
  expect(smaller().unready(2).unready(1).judge(property)).toBe('passed');
});

test('is seen when the set shrinks around them', () => {
  const told = miniSet().pods([0, 1, 2]).unready(1).unready(2).change({ replicas: 1 });
  expect(told.judge(property)).toBe('passed');
});

test('is not seen while a wanted pod is not healthy, or the highest is going', () => {
  expect(smaller().unready(0).unready(2).unready(1).judge(property)).toBe('vacuous');
  expect(smaller().kill(2).unready(2).unready(1).judge(property)).toBe('vacuous');
});

test('is not seen in a Parallel set', () => {
  const told = smaller({ podManagementPolicy: 'Parallel' }).unready(2).unready(1);
  expect(told.judge(property)).toBe('vacuous');
});
