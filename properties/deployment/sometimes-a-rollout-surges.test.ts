import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesARolloutSurges as property } from './sometimes-a-rollout-surges.ts';

const rolling = () => miniTrace().deployment().set('a').roll('b').set('b', { replicas: 0 });

test('is seen when 4 are declared for 3', () => {
  expect(rolling().resize('b', 1).judge(property)).toBe('passed');
});

test('is not seen without surge, or in a pause', () => {
  expect(rolling().resize('a', 2).resize('b', 1).judge(property)).toBe('vacuous');
  expect(rolling().change({ paused: true }).resize('b', 1).judge(property)).toBe('vacuous');
});
