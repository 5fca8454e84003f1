import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { statusAddsUpTheReplicaSets as property } from './status-adds-up-the-replica-sets.ts';

/** Two of revision a, one of b, which is the new one. */
const rolling = (options = {}) => {
  const told = miniTrace(options).deployment().set('a', { replicas: 2, available: 2 }).roll('b');
  return told.set('b', { replicas: 1, available: 0, exists: 1 }).wait(60_000);
};
const right = { replicas: 3, updatedReplicas: 1, readyReplicas: 2, availableReplicas: 2 };

describe('deployment/status-adds-up-the-replica-sets', () => {
  test('holds for the sums', () => {
    expect(rolling().observed(right).judge(property)).toBe('passed');
  });

  test('fails when the new one is left out, or something counts twice', () => {
    expect(rolling().observed({ ...right, replicas: 2 }).judge(property)).toBe('failed');
    expect(rolling().observed({ ...right, updatedReplicas: 3 }).judge(property)).toBe('failed');
    expect(rolling().observed({ ...right, readyReplicas: 3 }).judge(property)).toBe('failed');
  });

  test('holds for what a ReplicaSet reported a moment ago', () => {
    const told = rolling({ stalenessMs: 2000 }).report('b', { available: 1 }).wait(1000);
    expect(told.observed(right).judge(property)).toBe('passed');
    const late = rolling({ stalenessMs: 2000 }).report('b', { available: 1 }).wait(2001);
    expect(late.observed(right).judge(property)).toBe('failed');
  });

  test('says nothing of a status that only notes a condition', () => {
    const condition = { type: 'Progressing', status: 'Unknown', reason: 'DeploymentPaused' } as const;
    const told = miniTrace().deployment().set('a', { available: 3 });
    const status = { conditions: [condition] };
    told.also((trace) => trace.change('Deployment', 'web', { status }));
    expect(told.judge(property)).toBe('vacuous');
  });
});
