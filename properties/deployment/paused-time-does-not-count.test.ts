import { describe, expect, test } from 'vitest';
import type { ProgressReason } from '../vocabulary/progress.ts';
import { progressStatuses } from '../vocabulary/progress.ts';
import { miniTrace } from './fixture.ts';
import { pausedTimeDoesNotCount as property } from './paused-time-does-not-count.ts';

const saying = (reason: ProgressReason) => ({
  conditions: [{ type: 'Progressing', status: progressStatuses[reason], reason }],
});

/** Paused for a minute, then resumed, then late. */
const timedOut = (afterMs: number, noted: ProgressReason = 'DeploymentPaused') => {
  const told = miniTrace({ clockToleranceMs: 1000 }).deployment({ progressDeadlineSeconds: 10 });
  told.observed(saying('NewReplicaSetCreated')).change({ paused: true }).observed(saying(noted));
  told.wait(60_000).change({ paused: false });
  return told.wait(afterMs).observed(saying('ProgressDeadlineExceeded'));
};

describe('deployment/paused-time-does-not-count', () => {
  test('holds when the whole deadline comes after the pause', () => {
    expect(timedOut(10_000).judge(property)).toBe('passed');
    expect(timedOut(9_200).judge(property)).toBe('passed');
  });

  test('fails when the time before it counts', () => {
    expect(timedOut(100).judge(property)).toBe('failed');
    expect(timedOut(8_900).judge(property)).toBe('failed');
  });

  test('says nothing of a pause that was never noted, and without one', () => {
    expect(timedOut(100, 'NewReplicaSetCreated').judge(property)).toBe('vacuous');
    const told = miniTrace().deployment().observed(saying('NewReplicaSetCreated'));
    expect(told.observed(saying('ProgressDeadlineExceeded')).judge(property)).toBe('vacuous');
  });
});
