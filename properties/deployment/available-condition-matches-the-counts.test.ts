import { describe, expect, test } from 'vitest';
import { availableConditionMatchesTheCounts as property } from './available-condition-matches-the-counts.ts';
import { miniTrace } from './fixture.ts';

const enough = { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' } as const;
const tooFew = { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable' } as const;
/** Of 4 replicas one may be missing. */
const reporting = (available: number, condition: typeof enough | typeof tooFew) =>
  miniTrace()
    .deployment({ replicas: 4 })
    .observed({ replicas: 4, readyReplicas: 4, availableReplicas: available, conditions: [condition] })
    .judge(property);

describe('deployment/available-condition-matches-the-counts', () => {
  test('holds when the condition says what the counts say', () => {
    expect(reporting(3, enough)).toBe('passed');
    expect(reporting(2, tooFew)).toBe('passed');
  });

  test('fails when it says the opposite, or nothing', () => {
    expect(reporting(2, enough)).toBe('failed');
    expect(reporting(3, tooFew)).toBe('failed');
    expect(miniTrace().deployment().observed({ replicas: 3 }).judge(property)).toBe('failed');
  });

  test('knows that Recreate can spare nothing', () => {
    const told = miniTrace().deployment({ replicas: 4, strategy: { type: 'Recreate' } });
    const status = { replicas: 4, availableReplicas: 3, conditions: [enough] };
    expect(told.observed(status).judge(property)).toBe('failed');
  });

  test('says nothing of a status that speaks of an earlier spec, or only notes something', () => {
    const told = miniTrace().deployment().change({ replicas: 9 });
    const status = { observedGeneration: 1, availableReplicas: 3, conditions: [enough] };
    told.also((trace) => trace.change('Deployment', 'web', { status }));
    expect(told.judge(property)).toBe('vacuous');
    const noted = miniTrace().deployment();
    noted.also((trace) => trace.change('Deployment', 'web', { status: { conditions: [tooFew] } }));
    expect(noted.judge(property)).toBe('vacuous');
  });
});
