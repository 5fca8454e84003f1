import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesARolloutIsPaused as property } from './sometimes-a-rollout-is-paused.ts';

test('is seen when two ReplicaSets are in use', () => {
  const told = miniTrace().deployment().set('a').roll('b').set('b', { replicas: 1 });
  expect(told.change({ paused: true }).judge(property)).toBe('passed');
});

test('is not seen with one, nor when resumed', () => {
  const one = miniTrace().deployment().set('a').change({ paused: true });
  expect(one.judge(property)).toBe('vacuous');
  const told = miniTrace().deployment({ paused: true }).set('a').set('b');
  expect(told.change({ paused: false }).judge(property)).toBe('vacuous');
});
