import { describe, expect, test } from 'vitest';
import type { ProgressReason } from '../vocabulary/progress.ts';
import { progressStatuses } from '../vocabulary/progress.ts';
import { completeRolloutsAreReported as property } from './complete-rollouts-are-reported.ts';
import { miniTrace } from './fixture.ts';

const resting = (reason: ProgressReason | undefined, available = 3, spec = {}) => {
  const condition = reason && { type: 'Progressing', status: progressStatuses[reason], reason };
  const told = miniTrace().deployment(spec).set('a', { available: 3, desired: 3 });
  told.observed({
    replicas: 3,
    updatedReplicas: 3,
    readyReplicas: 3,
    availableReplicas: available,
    ...(condition && { conditions: [condition] }),
  });
  return told.also((trace) => trace.rest()).judge(property);
};

describe('deployment/complete-rollouts-are-reported', () => {
  test('holds when a complete rollout is called so', () => {
    expect(resting('NewReplicaSetAvailable')).toBe('passed');
  });

  test('fails when a deadline that had passed sticks, or nothing is said', () => {
    expect(resting('ProgressDeadlineExceeded')).toBe('failed');
    expect(resting('ReplicaSetUpdated')).toBe('failed');
    expect(resting(undefined)).toBe('failed');
  });

  test('says nothing of what is not complete, or not looked at', () => {
    expect(resting('ProgressDeadlineExceeded', 2)).toBe('vacuous');
    expect(resting('DeploymentPaused', 3, { paused: true })).toBe('vacuous');
    expect(resting(undefined, 3, { progressDeadlineSeconds: 2_147_483_647 })).toBe('vacuous');
    const told = miniTrace().deployment().set('a', { available: 3, desired: 2 });
    told.observed({ replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 });
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
  });
});
