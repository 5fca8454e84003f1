import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesARolloutTimesOut as property } from './sometimes-a-rollout-times-out.ts';

test('is seen when a deadline is reported, and not before', () => {
  const late = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' } as const;
  const told = miniTrace().deployment().observed({ replicas: 1 });
  expect(told.judge(property)).toBe('vacuous');
  expect(told.observed({ replicas: 1, conditions: [late] }).judge(property)).toBe('passed');
});
