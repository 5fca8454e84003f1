import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesAScaleDownMeetsAnUnreadyPod as property,
} from './sometimes-a-scale-down-meets-an-unready-pod.ts';

const three = (spec = {}) => miniSet({ replicas: 3, ...spec }).pods([0, 1, 2]);

test('is seen when a pod that stays is not ready', () => {
  expect(three().unready(0).judge(property)).toBe('vacuous');
  expect(three().unready(0).change({ replicas: 2 }).judge(property)).toBe('passed');
});

test('is seen when a pod that stays is terminating', () => {
  expect(three().kill(1, 'user').change({ replicas: 2 }).judge(property)).toBe('passed');
});

test('is seen when a pod that stays is missing', () => {
  expect(three().drop(0, 'user').change({ replicas: 2 }).judge(property)).toBe('passed');
});

test('is seen when the set is scaled down from its start', () => {
  const fromStart = { replicas: 2, ordinals: { start: 1 } };
  expect(three().unready(1).change(fromStart).judge(property)).toBe('passed');
  expect(three().unready(0).change(fromStart).judge(property)).toBe('vacuous');
  expect(three().change(fromStart).judge(property)).toBe('vacuous');
});

test('is not seen when the start moves and every pod that stays is healthy', () => {
  const raised = three().change({ ordinals: { start: 1 } });
  expect(raised.judge(property)).toBe('vacuous');
  const lowered = miniSet({ replicas: 3, ordinals: { start: 1 } }).pods([1, 2, 3]);
  expect(lowered.change({ ordinals: { start: 0 } }).judge(property)).toBe('vacuous');
});

test('is not seen when the pod to take away was going by then', () => {
  const told = three().unready(0).kill(2, 'user').change({ replicas: 2 });
  expect(told.judge(property)).toBe('vacuous');
});

test('is seen until a pod that stays has been ready for minReadySeconds', () => {
  // The higher of the two that stay has been ready for three seconds when the set changes.
  const young = three({ minReadySeconds: 4 }).change({ replicas: 2 });
  expect(young.judge(property)).toBe('passed');
  const grown = three({ minReadySeconds: 3 }).change({ replicas: 2 });
  expect(grown.judge(property)).toBe('vacuous');
});

test('is not seen when every pod that stays is healthy', () => {
  expect(three().change({ replicas: 2 }).judge(property)).toBe('vacuous');
  expect(three().unready(2).change({ replicas: 2 }).judge(property)).toBe('vacuous');
});

test('is not seen when the pod becomes unready after the change', () => {
  expect(three().change({ replicas: 2 }).unready(0).judge(property)).toBe('vacuous');
});

test('is not seen when the set is scaled up, or changed in another way', () => {
  expect(three().unready(0).change({ replicas: 4 }).judge(property)).toBe('vacuous');
  expect(three().unready(0).roll('b').judge(property)).toBe('vacuous');
});

test('is not seen with a later change while the pods of a scale-down are still there', () => {
  const told = three().change({ replicas: 2 }).unready(0).roll('b');
  expect(told.judge(property)).toBe('vacuous');
});

test('is not seen when there is no pod to take away', () => {
  const short = miniSet({ replicas: 3 }).pods([0, 1]).unready(0).change({ replicas: 2 });
  expect(short.judge(property)).toBe('vacuous');
  const foreign = miniSet({ replicas: 3 }).pods([0, 1]).pod(2, { isOrphan: true }).unready(0);
  expect(foreign.change({ replicas: 2 }).judge(property)).toBe('vacuous');
});

test('is not seen in a Parallel set', () => {
  const told = three({ podManagementPolicy: 'Parallel' }).unready(0).change({ replicas: 2 });
  expect(told.judge(property)).toBe('vacuous');
});
