import { describe, expect, test } from 'vitest';
import { evict, miniBudget } from './fixture.ts';
import { refusedEvictionsHaveAReason } from './refused-evictions-have-a-reason.ts';

const property = refusedEvictionsHaveAReason('Deployment');
const status = (trace: ReturnType<typeof miniBudget>) => trace.rest().judge(property).status;

describe('disruption/refused-evictions-have-a-reason', () => {
  test('holds when the budget allows nothing, or was not looked at yet', () => {
    expect(status(evict(miniBudget({ disruptionsAllowed: 0 }), 429))).toBe('passed');
    const news = { disruptionsAllowed: 1, observedGeneration: 0 };
    expect(status(evict(miniBudget(news), 429))).toBe('passed');
  });

  test('fails when the budget allows it', () => {
    expect(status(evict(miniBudget({ disruptionsAllowed: 1 }), 429))).toBe('failed');
  });

  test('fails when the policy lets an unready pod go', () => {
    const spec = { minAvailable: 2, unhealthyPodEvictionPolicy: 'AlwaysAllow' } as const;
    const trace = miniBudget({ currentHealthy: 1, desiredHealthy: 2 }, spec, false);
    expect(status(evict(trace, 429))).toBe('failed');
  });

  test('says nothing of other answers', () => {
    expect(status(evict(miniBudget({ disruptionsAllowed: 1 }), 404))).toBe('vacuous');
    expect(status(evict(miniBudget({ disruptionsAllowed: 1 })))).toBe('vacuous');
  });
});
