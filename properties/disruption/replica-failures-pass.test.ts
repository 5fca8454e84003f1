import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { replicaFailuresPass } from './replica-failures-pass.ts';

const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }] as const;

function miniSet(replicas: number, status: object) {
  const trace = miniTrace().add('ReplicaSet', 'web', { spec: { replicas }, status });
  return trace.rest().judge(replicaFailuresPass).status;
}

describe('disruption/replica-failures-pass', () => {
  test('holds without the condition', () => {
    expect(miniSet(0, {})).toBe('passed');
  });

  test('fails when it is still there', () => {
    expect(miniSet(0, { conditions })).toBe('failed');
  });

  test('says nothing while pods are missing', () => {
    expect(miniSet(1, { conditions })).toBe('vacuous');
  });
});
