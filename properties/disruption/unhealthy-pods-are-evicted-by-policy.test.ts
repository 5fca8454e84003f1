import { describe, expect, test } from 'vitest';
import { charge, evict, mark, miniBudget } from './fixture.ts';
import { unhealthyPodsAreEvictedByPolicy } from './unhealthy-pods-are-evicted-by-policy.ts';

const property = unhealthyPodsAreEvictedByPolicy('Deployment');
const status = (trace: ReturnType<typeof miniBudget>) => trace.rest().judge(property).status;
const tight = { currentHealthy: 1, desiredHealthy: 2 };

describe('disruption/unhealthy-pods-are-evicted-by-policy', () => {
  test('holds under AlwaysAllow, with enough healthy pods, or with a charge', () => {
    const always = { minAvailable: 2, unhealthyPodEvictionPolicy: 'AlwaysAllow' } as const;
    expect(status(mark(evict(miniBudget(tight, always, false)), false))).toBe('passed');
    const enough = { currentHealthy: 1, desiredHealthy: 1 };
    const plain = { minAvailable: 1 };
    expect(status(mark(evict(miniBudget(enough, plain, false)), false))).toBe('passed');
    const charged = charge(evict(miniBudget({ disruptionsAllowed: 1 }, plain, false)), 0);
    expect(status(mark(charged, false))).toBe('passed');
  });

  test('fails where too few are healthy', () => {
    const trace = evict(miniBudget(tight, { minAvailable: 2 }, false));
    expect(status(mark(trace, false))).toBe('failed');
  });

  test('fails where none is wanted healthy, which IfHealthyBudget does not mean', () => {
    const none = { currentHealthy: 0, desiredHealthy: 0 };
    const trace = evict(miniBudget(none, { minAvailable: 0 }, false));
    expect(status(mark(trace, false))).toBe('failed');
  });

  test('says nothing of a Ready pod', () => {
    const trace = evict(miniBudget(tight, { minAvailable: 2 }));
    expect(status(mark(trace))).toBe('vacuous');
  });
});
