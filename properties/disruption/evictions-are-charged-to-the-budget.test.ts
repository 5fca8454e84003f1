import { describe, expect, test } from 'vitest';
import { evictionsAreChargedToTheBudget } from './evictions-are-charged-to-the-budget.ts';
import { charge, evict, mark, miniBudget } from './fixture.ts';

const property = evictionsAreChargedToTheBudget('Deployment');
const status = (trace: ReturnType<typeof miniBudget>) => trace.rest().judge(property).status;

describe('disruption/evictions-are-charged-to-the-budget', () => {
  test('holds when the budget was charged before the pod was marked', () => {
    const trace = evict(miniBudget({ disruptionsAllowed: 1 }));
    expect(status(mark(charge(trace, 0)))).toBe('passed');
  });

  test('fails when it was not, or when it allowed nothing', () => {
    expect(status(mark(evict(miniBudget({ disruptionsAllowed: 1 }))))).toBe('failed');
    const overdrawn = charge(evict(miniBudget({ disruptionsAllowed: 0 })), 0);
    expect(status(mark(overdrawn))).toBe('failed');
  });

  test('fails when the controller had not seen the budget yet', () => {
    const trace = evict(miniBudget({ disruptionsAllowed: 1, observedGeneration: 0 }));
    expect(status(mark(charge(trace, 0)))).toBe('failed');
  });

  test('says nothing of an unready pod, or of one without a budget', () => {
    const unready = evict(miniBudget({ disruptionsAllowed: 0 }, { minAvailable: 1 }, false));
    expect(status(mark(unready, false))).toBe('vacuous');
    const free = miniBudget({ disruptionsAllowed: 0 }).remove('PodDisruptionBudget', 'web');
    expect(status(mark(evict(free)))).toBe('vacuous');
  });
});
