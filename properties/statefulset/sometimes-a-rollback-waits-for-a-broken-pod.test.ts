import { expect, test } from 'vitest';
import { miniSet, templateOf } from './fixture.ts';
import {
  sometimesARollbackWaitsForABrokenPod as property,
} from './sometimes-a-rollback-waits-for-a-broken-pod.ts';

/** The update to b has got stuck at its first pod. */
const stuck = (spec = {}) =>
  miniSet({ replicas: 2, ...spec }).pods([0, 1]).roll('b').drop(1).born(1, { revision: 'b' });
const back = { template: templateOf('a') };

test('is seen when the broken pod is deleted by hand and comes back as it was', () => {
  const told = () => stuck().change(back).drop(1, 'user');
  expect(told().judge(property)).toBe('vacuous');
  expect(told().born(1).judge(property)).toBe('passed');
});

test('is not seen when it comes back broken, or was ready before', () => {
  expect(stuck().change(back).drop(1, 'user').born(1, { revision: 'b' }).judge(property)).toBe(
    'vacuous',
  );
  expect(stuck().ready(1).change(back).drop(1, 'user').born(1).judge(property)).toBe('vacuous');
});

test('is not seen when the controller deleted it, or nobody went back', () => {
  expect(stuck().change(back).drop(1).born(1).judge(property)).toBe('vacuous');
  const onwards = stuck().roll('c').drop(1, 'user').born(1, { revision: 'c' });
  expect(onwards.judge(property)).toBe('vacuous');
  expect(stuck().drop(1, 'user').born(1, { revision: 'b' }).judge(property)).toBe('vacuous');
});

test('is not seen in a Parallel set, which needs no hand', () => {
  const told = stuck({ podManagementPolicy: 'Parallel' }).change(back).drop(1, 'user').born(1);
  expect(told.judge(property)).toBe('vacuous');
});
