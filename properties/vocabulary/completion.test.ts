import { describe, expect, test } from 'vitest';
import type { Story } from '../deployment/fixture.ts';
import { miniTrace, podName, setName } from '../deployment/fixture.ts';
import { show } from '../fixture.ts';
import type { Excuse } from './completion.ts';
import { lackOf, mustBeComplete } from './completion.ts';

/** What is missing at the end of a story, and whether nothing may be. */
function atRest(
  told: Story,
  excuses?: readonly Excuse[],
): { lack: string | undefined; isDue: boolean } | undefined {
  let found: { lack: string | undefined; isDue: boolean } | undefined;
  show(told.trace.rest(), [], (context) => ({
    other(_event, view) {
      const deployment = view.get('Deployment', 'web');
      if (deployment === undefined) return;
      const isDue = mustBeComplete(view, deployment, context, excuses);
      found = { lack: lackOf(view, deployment), isDue };
    },
  }));
  return found;
}
const begun = (minReadySeconds = 0, options = {}) =>
  miniTrace(options).deployment().set('a', { minReadySeconds, available: 3, desired: 3, max: 4 });
const complete = () => begun().pods('a', 3).observed();

describe('a rollout', () => {
  test('lacks nothing when the new ReplicaSet has it all and the others nothing', () => {
    expect(atRest(complete())).toEqual({ lack: undefined, isDue: true });
    expect(atRest(complete().set('b', { replicas: 0 }))?.lack).toBeUndefined();
  });
  test('lacks what is not declared, not available, or still there', () => {
    const says = 'the new ReplicaSet declares';
    expect(atRest(complete().resize('a', 2))?.lack).toBe(`${says} 2 and reports 3 available`);
    const fewer = complete().report('a', { available: 2 });
    expect(atRest(fewer)?.lack).toBe(`${says} 3 and reports 2 available`);
    expect(atRest(complete().roll('b'))?.lack).toBe('no ReplicaSet has the template');
    const left = (sketch: object) => atRest(complete().set('b', sketch))?.lack;
    expect(left({ replicas: 1 })).toBe(`${setName('b')} still declares 1`);
    expect(left({ replicas: 0, exists: 1 })).toBe(`${setName('b')} still declares 0`);
  });
  test('need not be complete while a pod is not ready, or not for long enough', () => {
    const options = { clockToleranceMs: 1000 };
    expect(atRest(begun().pods('a', 2).pods('a', 1, 'pending').observed())?.isDue).toBe(false);
    const after = (ms: number) =>
      atRest(begun(10, options).wait(5000).pods('a', 3).observed().wait(ms))?.isDue;
    expect([after(10_999), after(11_000)]).toEqual([false, true]);
    const gone = begun(10, options).pods('a', 3).observed().wait(20_000).pods('a', 1);
    expect(atRest(gone)?.isDue).toBe(false);
    const going = gone.also((trace) => trace.terminate('Pod', podName('a', 4)));
    expect(atRest(going)?.isDue).toBe(true);
  });
  test('need not be complete in the middle of a scaling, unless that does not count', () => {
    const scaled = () => complete().change({ replicas: 4 }).observed();
    expect([atRest(scaled())?.isDue, atRest(scaled(), [])?.isDue]).toEqual([false, true]);
  });
  test('by Recreate need not be complete beside old pods, ended ones only where that counts', () => {
    const drained = (pods: number, state?: 'failed', excuses?: readonly Excuse[]) => {
      const told = miniTrace().deployment({ strategy: { type: 'Recreate' } });
      told.set('a', { replicas: 0 }).pods('a', pods, state).roll('b').observed();
      return atRest(told, excuses)?.isDue;
    };
    expect([drained(0), drained(1), drained(1, undefined, [])]).toEqual([true, false, false]);
    expect([drained(1, 'failed'), drained(1, 'failed', [])]).toEqual([false, true]);
    const rolling = complete().pods('a', 1, 'failed');
    expect(atRest(rolling)?.isDue).toBe(true);
  });
});
