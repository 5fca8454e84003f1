import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesAnUpdateStopsAtItsPartition as property,
} from './sometimes-an-update-stops-at-its-partition.ts';

const from = (partition: number, spec = {}) =>
  miniSet({
    replicas: 2,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } },
    ...spec,
  });
const updated = { revision: 'b' };

test('is seen when the pod at the partition is new and the one below is old', () => {
  const rolled = () => from(1).pods([0, 1]).roll('b').drop(1);
  expect(rolled().judge(property)).toBe('vacuous');
  expect(rolled().born(1, updated).judge(property)).toBe('passed');
});

test('is seen when a pod above the partition is new', () => {
  const told = from(1, { replicas: 3 }).pods([0, 1, 2]).roll('b').drop(2);
  expect(told.born(2, updated).judge(property)).toBe('passed');
});

test('is seen where the partition counts from the start of the set', () => {
  const told = from(1, { ordinals: { start: 3 } }).pods([3, 4]).roll('b').drop(4);
  expect(told.born(4, updated).judge(property)).toBe('passed');
});

test('is not seen when the pod is created at the revision of the one below', () => {
  const told = from(1).pods([0, 1]).roll('b').drop(1, 'user');
  expect(told.born(1).judge(property)).toBe('vacuous');
});

test('is not seen when the new pod is itself below the partition', () => {
  const told = from(2, { replicas: 3 }).pods([0, 1, 2]).roll('b').drop(0, 'user');
  expect(told.born(0, updated).judge(property)).toBe('vacuous');
});

test('is not seen without a partition, whatever is left below the start', () => {
  const told = from(0).pods([0, 1]).roll('b').drop(1).born(1, updated);
  expect(told.judge(property)).toBe('vacuous');
  const moved = from(0, { replicas: 1, ordinals: { start: 3 } }).pods([2, 3]).roll('b').drop(3);
  expect(moved.born(3, updated).judge(property)).toBe('vacuous');
});

test('is not seen when the pod below the partition is missing', () => {
  const told = from(1).pods([0, 1]).roll('b').drop(1).drop(0, 'user');
  expect(told.born(1, updated).judge(property)).toBe('vacuous');
});

test('is not seen when somebody else creates the pod', () => {
  const told = from(1).pods([0, 1]).roll('b').drop(1);
  expect(told.born(1, { ...updated, actor: 'user' }).judge(property)).toBe('vacuous');
});

test('is not seen when the older revision is above and the newer one below', () => {
  const told = from(1).pods([0, 1]).roll('b').drop(0, 'user').pod(0, updated).drop(1, 'user');
  expect(told.born(1).judge(property)).toBe('vacuous');
});

test('is not seen when the pod below the partition is not of the set', () => {
  const told = from(1).pod(0, { isOrphan: true }).pod(1).roll('b').drop(1);
  expect(told.born(1, updated).judge(property)).toBe('vacuous');
});

test('is not seen when nobody knows which of the revisions is newer', () => {
  const told = from(1).pod(0, { revision: 'x' }).pod(1).roll('b').drop(1);
  expect(told.born(1, updated).judge(property)).toBe('vacuous');
});
