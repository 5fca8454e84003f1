import { expect, test } from 'vitest';
import type { Fault } from '../../specs/scenario.ts';
import { miniTrace, show } from '../fixture.ts';
import { costsMemory, createDisturbances } from './disturbances.ts';

const component = 'deployment-controller';
const restart: Fault = { fault: 'ControllerRestart', component, for: 5000 };
const deletion: Fault = { fault: 'PodDeleted', target: { kind: 'Pod', pick: 0 } };

/** Is the disturbance over, at each of these times after the fault? */
function over(fault: Fault, times: readonly number[], healsAfter?: number, code?: number) {
  const trace = miniTrace({ stalenessMs: 1000 }).wait(10_000).fault(fault, undefined, code);
  if (healsAfter !== undefined) trace.wait(healsAfter).heal();
  const answers: boolean[] = [];
  show(trace.rest(), [], (context) => {
    const disturbances = createDisturbances(context, ({ fault: name }) => name !== 'StaleCache');
    return {
      other(event) {
        disturbances.other(event);
        if (event.event !== 'phase' || event.phase !== 'end') return;
        answers.push(...times.map((time) => disturbances.areOver(10_000 + time)));
      },
    };
  });
  return answers;
}

test('a fault that lasts is remembered until it has ended and caches caught up twice', () => {
  expect(over(restart, [7000, 7001])).toEqual([false, true]);
  expect(over(restart, [8000, 8001], 6000)).toEqual([false, true]);
  expect(over(restart, [7000, 7001], 1000)).toEqual([false, true]);
});
test('a fault of a moment is remembered until caches caught up twice', () => {
  expect(over(deletion, [2000, 2001])).toEqual([false, true]);
});
test('what does not matter is not remembered', () => {
  expect(over({ fault: 'StaleCache', component, for: 5000 }, [0])).toEqual([true]);
});
test('restarts and outages cost memory', () => {
  expect([restart, { fault: 'ApiUnavailable', for: 1 } as const].map(costsMemory)).toEqual([
    true,
    true,
  ]);
  expect(costsMemory(deletion)).toBe(false);
});
