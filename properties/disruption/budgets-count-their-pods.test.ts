import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { budgetsCountTheirPods } from './budgets-count-their-pods.ts';
import { covered, miniBudget } from './fixture.ts';

const property = budgetsCountTheirPods('Deployment');
const status = (trace: ReturnType<typeof miniBudget>) => trace.rest().judge(property).status;
const right = { expectedPods: 2, desiredHealthy: 1, currentHealthy: 2, disruptionsAllowed: 1 };

describe('disruption/budgets-count-their-pods', () => {
  test('holds when the status has the right counts', () => {
    expect(status(miniBudget(right).wait(10))).toBe('passed');
  });

  test('fails when pods that only run count as healthy', () => {
    const counts = { ...right, currentHealthy: 2 };
    expect(status(miniBudget(counts, { minAvailable: 1 }, false))).toBe('failed');
  });

  test('fails when the generation is an earlier one', () => {
    expect(status(miniBudget({ ...right, observedGeneration: 0 }))).toBe('failed');
  });

  test('counts what controllers declare for percentages, and rounds up', () => {
    const counts = { expectedPods: 3, desiredHealthy: 2, currentHealthy: 2, disruptionsAllowed: 0 };
    const trace = miniBudget(counts, { minAvailable: '50%' }).add('ReplicaSet', 'web');
    const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
    for (const name of ['a', 'b']) {
      trace.change('Pod', name, { metadata: { ownerReferences } });
    }
    expect(status(trace.wait(10))).toBe('passed');
  });

  test('says nothing when a pod has left by its labels since, or has two budgets', () => {
    const left = miniBudget(right).wait(10);
    expect(status(left.change('Pod', 'a', { metadata: { labels: {} } }))).toBe('vacuous');
    const two = miniBudget(right).add('PodDisruptionBudget', 'other');
    expect(status(two.add('Pod', 'c', covered()))).toBe('vacuous');
  });
});
