import { describe, expect, test } from 'vitest';
import { miniTrace, podName } from './fixture.ts';
import { notReadyPodsGoFirst as property } from './not-ready-pods-go-first.ts';

const by = 'replicaset-controller';

/** Pods 1 and 2 are ready, pod 3 is not, and two are wanted. */
const shrunk = (options = {}) => {
  const told = miniTrace(options).deployment().set('a').pods('a', 2).pods('a', 1, 'pending');
  return told.wait(10_000).resize('a', 2);
};

describe('deployment/not-ready-pods-go-first', () => {
  test('holds when the pod that is not ready goes', () => {
    const told = shrunk().also((trace) => trace.terminate('Pod', podName('a', 3), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when a ready pod goes instead', () => {
    const told = shrunk().also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('failed');
  });

  test('holds for both of a batch, in any order', () => {
    const told = shrunk().resize('a', 1);
    told.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    told.also((trace) => trace.terminate('Pod', podName('a', 3), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('holds when the pod got ready unseen', () => {
    const told = miniTrace({ stalenessMs: 2000 }).deployment().set('a').pods('a', 2);
    told.pods('a', 1, 'pending').wait(10_000).resize('a', 2).wait(1000);
    const ready = { type: 'Ready', status: 'True' } as const;
    const running = { phase: 'Running', conditions: [ready] } as const;
    told.also((trace) => trace.change('Pod', podName('a', 3), { status: running }, 'kubelet'));
    told.also((trace) => trace.change('Pod', podName('a', 2), { status: { conditions: [] } }));
    told.also((trace) => trace.terminate('Pod', podName('a', 3), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('says nothing when all are alike', () => {
    const told = miniTrace().deployment().set('a').pods('a', 3).resize('a', 2);
    told.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('vacuous');
  });
});
