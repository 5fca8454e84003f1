import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../specs/kubernetes.ts';
import { miniTrace, setName } from './fixture.ts';
import { onlyOldReplicaSetsThatAreDoneWithAreDeleted as property } from './only-old-replica-sets-that-are-done-with-are-deleted.ts';

describe('deployment/only-old-replica-sets-that-are-done-with-are-deleted', () => {
  const complete = { replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 };
  const threeRevisions = (limit = 1, pods = 0, status: Deployment['status'] = complete) => {
    const told = miniTrace().deployment({ revisionHistoryLimit: limit });
    told.set('a', { replicas: 0, revision: 1, exists: pods });
    told.roll('b').set('b', { replicas: 0, revision: 2 }).roll('c');
    told.set('c', { replicas: 3, available: 3, revision: 3 });
    told.also((trace) => {
      for (const revision of ['a', 'b'] as const) {
        trace.change('ReplicaSet', setName(revision), { status: { observedGeneration: 1 } });
      }
    });
    return told.observed(status);
  };
  const remove = (told: ReturnType<typeof threeRevisions>, revision: 'a' | 'b' | 'c') =>
    told
      .also((trace) => trace.remove('ReplicaSet', setName(revision), 'deployment-controller'))
      .judge(property);

  test('holds for the lowest one beyond the limit', () => {
    expect(remove(threeRevisions(), 'a')).toBe('passed');
  });

  test('fails for one within the limit, a higher one, and the new one', () => {
    expect(remove(threeRevisions(2), 'a')).toBe('failed');
    expect(remove(threeRevisions(), 'b')).toBe('failed');
    expect(remove(threeRevisions(0), 'c')).toBe('failed');
  });

  test('fails for one that has pods left', () => {
    expect(remove(threeRevisions(1, 2), 'a')).toBe('failed');
  });

  test('fails before the rollout is complete', () => {
    expect(remove(threeRevisions(1, 0, { ...complete, availableReplicas: 2 }), 'a')).toBe('failed');
  });

  test('says nothing of what users delete', () => {
    const told = threeRevisions(1, 2);
    told.also((trace) => trace.remove('ReplicaSet', setName('a'), 'user'));
    expect(told.judge(property)).toBe('vacuous');
  });
});
