import { describe, expect, test } from 'vitest';
import { podName, miniTrace } from './fixture.ts';
import { finishedPodsAreLeftAlone as property } from './finished-pods-are-left-alone.ts';

const by = 'replicaset-controller';

/** Four pods of which the first has failed, and then one pod less is wanted. */
const withFailed = (options = {}) => {
  const told = miniTrace(options).deployment().set('a').pods('a', 1, 'failed').pods('a', 3);
  return told.wait(10_000).resize('a', 2);
};

describe('deployment/finished-pods-are-left-alone', () => {
  test('holds when a running pod is deleted instead', () => {
    const told = withFailed().also((trace) => trace.terminate('Pod', podName('a', 4), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when the failed pod is deleted', () => {
    const told = withFailed().also((trace) => trace.remove('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('failed');
  });

  test('holds when the pod had been running just before', () => {
    const told = miniTrace({ stalenessMs: 2000 }).deployment().set('a').pods('a', 3).wait(10_000);
    const failed = { status: { phase: 'Failed' } } as const;
    told.resize('a', 2).also((trace) => trace.change('Pod', podName('a', 3), failed, 'kubelet'));
    told.wait(1000).also((trace) => trace.terminate('Pod', podName('a', 3), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('says nothing when none has failed, or others clean up', () => {
    const told = miniTrace().deployment().set('a').pods('a', 3).resize('a', 2);
    told.also((trace) => trace.terminate('Pod', podName('a', 3), by));
    expect(told.judge(property)).toBe('vacuous');
    const cleaned = withFailed();
    cleaned.also((trace) => trace.remove('Pod', podName('a', 1), 'pod-garbage-collector'));
    expect(cleaned.judge(property)).toBe('vacuous');
  });
});
