import { describe, expect, test } from 'vitest';
import { timestampOf } from '../../specs/kubernetes.ts';
import {
  deadlineCountsFromTheLastProgress as property,
} from './deadline-counts-from-the-last-progress.ts';
import { miniTrace } from './fixture.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const updated = (atMs: number) =>
  ({
    type: 'Progressing',
    status: 'True',
    reason: 'ReplicaSetUpdated',
    lastUpdateTime: timestampOf(start + atMs),
  }) as const;
const late = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' } as const;

const timedOut = (afterMs: number, clockToleranceMs = 0) => {
  const story = miniTrace({ clockToleranceMs }).deployment({ progressDeadlineSeconds: 10 });
  story.wait(5000).observed({ replicas: 1, conditions: [updated(5000)] });
  return story.wait(afterMs).observed({ replicas: 1, conditions: [late] }).judge(property);
};

describe('deployment/deadline-counts-from-the-last-progress', () => {
  test('holds when the deadline has passed', () => {
    expect(timedOut(10_000)).toBe('passed');
    expect(timedOut(9_500, 1000)).toBe('passed');
  });

  test('fails when it has not', () => {
    expect(timedOut(9_500)).toBe('failed');
    expect(timedOut(6_000, 1000)).toBe('failed');
  });

  test('says nothing of other news, nor of a deadline that was reported before', () => {
    const story = miniTrace().deployment().observed({ conditions: [updated(0)] });
    expect(story.observed({ replicas: 1, conditions: [updated(0)] }).judge(property)).toBe('vacuous');
    const told = miniTrace().deployment().observed({ conditions: [late] });
    expect(told.observed({ replicas: 1, conditions: [late] }).judge(property)).toBe('vacuous');
  });
});
