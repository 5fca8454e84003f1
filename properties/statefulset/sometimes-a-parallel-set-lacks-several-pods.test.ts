import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesAParallelSetLacksSeveralPods as property,
} from './sometimes-a-parallel-set-lacks-several-pods.ts';

const parallel = (replicas: number) => miniSet({ podManagementPolicy: 'Parallel', replicas });
const scaledUp = (replicas: number) => parallel(2).pods([0, 1]).change({ replicas });

test('is seen when the first of three pods is created', () => {
  expect(parallel(3).judge(property)).toBe('vacuous');
  expect(parallel(3).born(0).judge(property)).toBe('passed');
});

test('is seen when a set is scaled up by three', () => {
  expect(scaledUp(5).born(2).judge(property)).toBe('passed');
});

test('is not seen when only one more pod is missing', () => {
  expect(parallel(2).born(0).judge(property)).toBe('vacuous');
  expect(scaledUp(4).born(2).judge(property)).toBe('vacuous');
});

test('is not seen when one of the others is there still, terminating', () => {
  expect(parallel(2).pods([0, 1]).kill(0).change({ replicas: 4 }).born(2).judge(property)).toBe(
    'vacuous',
  );
});

test('is not seen in an ordered set, nor when somebody else creates the pod', () => {
  expect(miniSet({ replicas: 3 }).born(0).judge(property)).toBe('vacuous');
  expect(parallel(3).born(0, { actor: 'user' }).judge(property)).toBe('vacuous');
});

test('is not seen with a pod that the set does not own', () => {
  expect(parallel(3).born(0, { isOrphan: true }).judge(property)).toBe('vacuous');
});
