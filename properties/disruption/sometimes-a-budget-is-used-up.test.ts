import { expect, test } from 'vitest';
import { charge, evict, miniBudget } from './fixture.ts';
import { sometimesABudgetIsUsedUp } from './sometimes-a-budget-is-used-up.ts';

test('disruption/sometimes-a-budget-is-used-up: when the last disruption is taken', () => {
  const last = charge(evict(miniBudget({ disruptionsAllowed: 1 })), 0);
  expect(last.judge(sometimesABudgetIsUsedUp).status).toBe('passed');
  const more = charge(evict(miniBudget({ disruptionsAllowed: 2 })), 1);
  expect(more.judge(sometimesABudgetIsUsedUp).status).toBe('vacuous');
});
