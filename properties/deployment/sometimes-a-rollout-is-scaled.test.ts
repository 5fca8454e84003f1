import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesARolloutIsScaled as property } from './sometimes-a-rollout-is-scaled.ts';

const rolling = () => {
  const told = miniTrace().deployment().set('a', { replicas: 3, desired: 3, max: 4 }).roll('b');
  return told.set('b', { replicas: 1, desired: 3, max: 4 }).change({ replicas: 6 });
};

test('is seen when a ReplicaSet gets its share', () => {
  expect(rolling().resize('a', 6, { desired: 6, max: 8 }).judge(property)).toBe('passed');
});

test('is not seen when the size stays, the note stays, or only one is in use', () => {
  expect(rolling().resize('a', 3, { desired: 6, max: 8 }).judge(property)).toBe('vacuous');
  expect(rolling().resize('a', 2).judge(property)).toBe('vacuous');
  const one = miniTrace().deployment().set('a', { desired: 3, max: 4 });
  expect(one.resize('a', 6, { desired: 6, max: 8 }).judge(property)).toBe('vacuous');
});
