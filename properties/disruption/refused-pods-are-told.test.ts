import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import { refusedPodsAreTold } from './refused-pods-are-told.ts';

const failure = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' } as const;

function miniQuota(conditions: readonly (typeof failure)[], used = '2', waitMs = 10_000) {
  const trace = miniTrace({ stalenessMs: 1000 });
  const status = { hard: { pods: '2' }, used: { pods: used } };
  trace.add('ResourceQuota', 'few', { status });
  trace.add('ReplicaSet', 'web', { spec: { replicas: 1 }, status: { conditions } });
  trace.wait(waitMs).remove('ResourceQuota', 'few');
  return trace.rest().judge(refusedPodsAreTold).status;
}

describe('disruption/refused-pods-are-told', () => {
  test('holds when the ReplicaSet reports the failure', () => {
    expect(miniQuota([failure])).toBe('passed');
  });

  test('fails when it reports nothing', () => {
    expect(miniQuota([])).toBe('failed');
  });

  test('says nothing under a quota that has room, or that was in force for a moment', () => {
    expect(miniQuota([], '1')).toBe('vacuous');
    expect(miniQuota([], '2', 500)).toBe('vacuous');
  });
});
