import { describe, expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniDaemons } from './fixture.ts';
import { refusedPodsDoNotHoldUpTheStatus as property } from './refused-pods-do-not-hold-up-the-status.ts';

const quota = { fault: 'PodQuota', pods: 1, for: 1 } as const;
/** Two nodes, of which one got its pod before the quota. */
const refused = (spec = {}) => miniDaemons(2, spec).pod('bbbbb', 'n1').fault(quota).wait(10_000);
const write = (status: object) => (trace: MiniTrace) => trace.change('DaemonSet', 'log', { status });
const written = { observedGeneration: 1, desiredNumberScheduled: 2 };

describe('daemonset/refused-pods-do-not-hold-up-the-status', () => {
  test('holds when it was written', () => {
    const told = refused().also(write(written)).wait(10_000);
    expect(told.also((trace) => trace.heal()).judge(property)).toBe('passed');
  });
  test('fails when it was not, or speaks of too few nodes', () => {
    expect(refused().also((trace) => trace.heal()).judge(property)).toBe('failed');
    const one = refused().also(write({ ...written, desiredNumberScheduled: 1 }));
    expect(one.also((trace) => trace.heal()).judge(property)).toBe('failed');
  });
  test('says nothing when there was no time, no pod is missing, or the quota goes on', () => {
    const late = refused().change({ minReadySeconds: 1 });
    expect(late.also((trace) => trace.heal()).judge(property)).toBe('vacuous');
    const whole = refused().pod('ccccc', 'n2');
    expect(whole.also((trace) => trace.heal()).judge(property)).toBe('vacuous');
    expect(refused().judge(property)).toBe('vacuous');
  });
});
