import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../specs/kubernetes.ts';
import { miniTrace } from './fixture.ts';
import type { Story } from './fixture.ts';
import { historyStaysWithinItsLimit as property } from './history-stays-within-its-limit.ts';

describe('deployment/history-stays-within-its-limit', () => {
  const complete = { replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 };
  const done = { observedGeneration: 1 };
  const report = (told: Story, name: 'a' | 'b') =>
    told.also((trace) =>
      trace.change('ReplicaSet', { a: 'web-bcdfg', b: 'web-cdfgh' }[name], { status: done }),
    );
  const threeRevisions = (spec: Partial<Deployment['spec']>) => {
    const told = miniTrace().deployment(spec).set('a', { replicas: 0, revision: 1 });
    const rolled = told.roll('b').set('b', { replicas: 0, revision: 2 }).roll('c');
    return report(report(rolled.set('c', { replicas: 3, available: 3, revision: 3 }), 'a'), 'b');
  };
  const atRest = (told: Story, status: Deployment['status'] = complete) =>
    told
      .observed(status)
      .also((trace) => trace.rest())
      .judge(property);

  test('holds up to the limit', () => {
    expect(atRest(threeRevisions({ revisionHistoryLimit: 2 }))).toBe('passed');
  });

  test('fails beyond the limit', () => {
    expect(atRest(threeRevisions({ revisionHistoryLimit: 1 }))).toBe('failed');
  });

  test('holds when the lowest one still has pods, and no other goes in its place', () => {
    const told = threeRevisions({ revisionHistoryLimit: 1 });
    const crowded = told.also((trace) =>
      trace.change('ReplicaSet', 'web-bcdfg', { status: { replicas: 1 } }),
    );
    expect(atRest(crowded)).toBe('passed');
  });

  test('fails for a paused Deployment that is not complete', () => {
    expect(atRest(threeRevisions({ revisionHistoryLimit: 1, paused: true }), {})).toBe('failed');
  });

  test('says nothing under Recreate, unless paused', () => {
    const strategy = { type: 'Recreate' } as const;
    expect(atRest(threeRevisions({ revisionHistoryLimit: 1, strategy }))).toBe('vacuous');
    const paused = { revisionHistoryLimit: 1, strategy, paused: true };
    expect(atRest(threeRevisions(paused))).toBe('failed');
  });

  test('says nothing before the rollout is complete, and without a limit', () => {
    expect(atRest(threeRevisions({ revisionHistoryLimit: 1 }), {})).toBe('vacuous');
    const told = miniTrace().deployment({ revisionHistoryLimit: 0 }).set('a', { available: 3 });
    expect(atRest(told)).toBe('vacuous');
  });
});
