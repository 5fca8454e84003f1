import { describe, expect, test } from 'vitest';
import type { ProgressReason } from '../vocabulary/progress.ts';
import { progressStatuses } from '../vocabulary/progress.ts';
import { miniTrace } from './fixture.ts';
import { pausesAreSaidInProgressing as property } from './pauses-are-said-in-progressing.ts';

const resting = (reason: ProgressReason, spec = {}) => {
  const condition = { type: 'Progressing', status: progressStatuses[reason], reason };
  const told = miniTrace().deployment(spec).observed({ conditions: [condition] });
  return told.also((trace) => trace.rest()).judge(property);
};

describe('deployment/pauses-are-said-in-progressing', () => {
  test('holds when a pause and its end are noted', () => {
    expect(resting('DeploymentPaused', { paused: true })).toBe('passed');
    expect(resting('DeploymentResumed')).toBe('passed');
  });

  test('lets a deadline that had passed stay', () => {
    expect(resting('ProgressDeadlineExceeded', { paused: true })).toBe('passed');
  });

  test('fails when a pause is not noted, and when its end is not', () => {
    expect(resting('ReplicaSetUpdated', { paused: true })).toBe('failed');
    expect(resting('DeploymentResumed', { paused: true })).toBe('failed');
    expect(resting('DeploymentPaused')).toBe('failed');
  });

  test('says nothing without a pause, or without a deadline', () => {
    expect(resting('ReplicaSetUpdated')).toBe('vacuous');
    const unlimited = { paused: true, progressDeadlineSeconds: 2_147_483_647 };
    expect(resting('ReplicaSetUpdated', unlimited)).toBe('vacuous');
  });
});
