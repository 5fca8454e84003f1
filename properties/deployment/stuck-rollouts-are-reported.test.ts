import { describe, expect, test } from 'vitest';
import { timestampOf } from '../../specs/kubernetes.ts';
import type { ProgressReason } from '../vocabulary/progress.ts';
import { miniTrace } from './fixture.ts';
import { stuckRolloutsAreReported as property } from './stuck-rollouts-are-reported.ts';

const since = (reason: ProgressReason) =>
  ({
    type: 'Progressing',
    status: 'True',
    reason,
    lastUpdateTime: timestampOf(Date.parse('2026-01-01T00:00:00Z')),
  }) as const;

const resting = (reason: ProgressReason, afterMs: number, spec = {}) => {
  const told = miniTrace().deployment({ progressDeadlineSeconds: 10, ...spec });
  told.set('a', { available: 1, exists: 3 });
  told.observed({ replicas: 3, availableReplicas: 1, conditions: [since(reason)] });
  return told.wait(afterMs).also((trace) => trace.rest()).judge(property);
};

describe('deployment/stuck-rollouts-are-reported', () => {
  test('holds when it is reported', () => {
    expect(resting('ProgressDeadlineExceeded', 20_000)).toBe('passed');
  });

  test('fails when it never is', () => {
    expect(resting('ReplicaSetUpdated', 14_000)).toBe('failed');
    expect(resting('DeploymentResumed', 14_000)).toBe('failed');
  });

  test('says nothing before the deadline, after a success, in a pause, and without a deadline', () => {
    expect(resting('ReplicaSetUpdated', 12_000)).toBe('vacuous');
    expect(resting('NewReplicaSetAvailable', 60_000)).toBe('vacuous');
    expect(resting('ReplicaSetUpdated', 60_000, { paused: true })).toBe('vacuous');
    const unlimited = { progressDeadlineSeconds: 2_147_483_647 };
    expect(resting('ReplicaSetUpdated', 60_000, unlimited)).toBe('vacuous');
  });
});
