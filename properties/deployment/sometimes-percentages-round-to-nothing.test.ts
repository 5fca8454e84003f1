import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesPercentagesRoundToNothing as property } from './sometimes-percentages-round-to-nothing.ts';

const rolling = (maxSurge: string, maxUnavailable: string) => {
  const strategy = {
    type: 'RollingUpdate' as const,
    rollingUpdate: { maxSurge, maxUnavailable },
  };
  const told = miniTrace().deployment({ strategy }).set('a').roll('b').set('b', { replicas: 0 });
  return told.resize('a', 2).resize('b', 1);
};

test('is seen with 0 % and 30 % of 3', () => {
  expect(rolling('0%', '30%').judge(property)).toBe('passed');
});

test('is not seen when one of them is something', () => {
  expect(rolling('0%', '34%').judge(property)).toBe('vacuous');
  expect(rolling('1%', '30%').judge(property)).toBe('vacuous');
});
