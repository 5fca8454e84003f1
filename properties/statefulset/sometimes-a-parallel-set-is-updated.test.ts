import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { sometimesAParallelSetIsUpdated as property } from './sometimes-a-parallel-set-is-updated.ts';

const parallel = { podManagementPolicy: 'Parallel' } as const;
const rolled = (spec: object = parallel) => miniSet(spec).pods([0, 1, 2]).roll('b');

test('is seen when the first of several old pods goes', () => {
  expect(rolled().judge(property)).toBe('vacuous');
  expect(rolled().kill(2).judge(property)).toBe('passed');
});

test('is not seen in an ordered set, nor by the hand of a user', () => {
  expect(rolled({}).kill(2).judge(property)).toBe('vacuous');
  expect(rolled().kill(2, 'user').judge(property)).toBe('vacuous');
});

test('is not seen for the last old pod, nor where the partition keeps the others', () => {
  const last = miniSet({ ...parallel, replicas: 1 }).pod(0).roll('b').kill(0);
  expect(last.judge(property)).toBe('vacuous');
  const rollingUpdate = { partition: 2 };
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate } as const;
  expect(rolled({ ...parallel, updateStrategy }).kill(2).judge(property)).toBe('vacuous');
});

test('is not seen when a pod goes that ended or is not wanted', () => {
  expect(rolled().fail(2).kill(2).judge(property)).toBe('vacuous');
  expect(rolled().change({ replicas: 2 }).kill(2).judge(property)).toBe('vacuous');
});
