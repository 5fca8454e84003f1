import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesARolloutIsOvertaken as property } from './sometimes-a-rollout-is-overtaken.ts';

const rolling = () => miniTrace().deployment().set('a').roll('b').set('b', { replicas: 1 });

test('is seen when c comes while b is half grown', () => {
  expect(rolling().roll('c').judge(property)).toBe('passed');
});

test('is not seen when b has not begun, or is done', () => {
  expect(miniTrace().deployment().set('a').roll('b').roll('c').judge(property)).toBe('vacuous');
  expect(rolling().resize('b', 3).resize('a', 0).roll('c').judge(property)).toBe('vacuous');
});
