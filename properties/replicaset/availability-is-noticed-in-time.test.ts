import { describe, expect, test } from 'vitest';
import { availabilityIsNoticedInTime as property } from './availability-is-noticed-in-time.ts';
import type { Fault } from '../../specs/scenario.ts';
import { miniTrace, podName, setName } from '../deployment/fixture.ts';

const restart = {
  fault: 'ControllerRestart',
  component: 'replicaset-controller',
  for: 1000,
} as const;

/** Two pods that are ready at once, a ReplicaSet with minReadySeconds 5 that has been told so. */
function ready(version = '1.36') {
  const options = { version, stalenessMs: 2000, clockToleranceMs: 1000 };
  const story = miniTrace(options).deployment().set('a', { minReadySeconds: 5, replicas: 2 });
  return story.pods('a', 2).report('a', { exists: 2 });
}

describe('replicaset/availability-is-noticed-in-time', () => {
  test('holds when the status says so after minReadySeconds', () => {
    expect(ready().wait(5500).report('a', { available: 2 }).judge(property)).toBe('passed');
  });

  test('holds a little later, and fails much later', () => {
    expect(ready().wait(9000).report('a', { available: 2 }).judge(property)).toBe('passed');
    expect(ready().wait(11_000).report('a', { available: 2 }).judge(property)).toBe('failed');
  });

  test('fails when one of them waits for the other', () => {
    const story = ready().wait(6000).report('a', { available: 1, exists: 2 });
    expect(story.wait(6000).report('a', { available: 2 }).judge(property)).toBe('failed');
  });

  test('lets a controller be late that was kept from looking', () => {
    const story = ready().also((trace) => trace.fault(restart).wait(8000).heal());
    expect(story.wait(3000).report('a', { available: 2 }).judge(property)).toBe('passed');
  });

  test('lets a ReplicaSet be late that cannot create a pod', () => {
    const failing = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' } as const;
    const status = { replicas: 2, readyReplicas: 2, conditions: [failing] };
    const story = ready().also((trace) =>
      trace.change('ReplicaSet', setName('a'), { status }, 'replicaset-controller'),
    );
    expect(story.wait(30_000).report('a', { available: 2 }).judge(property)).toBe('vacuous');
  });

  test('says nothing without minReadySeconds, and nothing of earlier releases', () => {
    const plain = miniTrace().deployment().set('a').pods('a', 3).wait(60_000);
    expect(plain.report('a', { available: 3 }).judge(property)).toBe('vacuous');
    const early = ready('1.34').wait(11_000).report('a', { available: 2 });
    expect(early.judge(property)).toBe('unsupported');
  });

  test('fails one moment after the time that caches, clocks and a busy controller may take', () => {
    const late = (ms: number) => ready().wait(ms).report('a', { available: 2 }).judge(property);
    expect([late(10_000), late(10_001)]).toEqual(['passed', 'failed']);
  });

  test('lets a controller be late by as long again as it was kept from looking', () => {
    const late = (ms: number, fault: Fault = restart) => {
      const story = ready().also((trace) => trace.fault(fault).wait(8000).heal());
      return story.wait(ms).report('a', { available: 2 }).judge(property);
    };
    expect([late(17_000), late(17_001)]).toEqual(['passed', 'failed']);
    expect(late(9000, { fault: 'PodDeleted', target: { kind: 'Pod', pick: 0 } })).toBe('failed');
    const going = ready().also((trace) => trace.fault(restart)).wait(60_000);
    expect(going.report('a', { available: 2 }).judge(property)).toBe('passed');
    const refused = ready().also((trace) => trace.fault(restart, undefined, 404)).wait(11_000);
    expect(refused.report('a', { available: 2 }).judge(property)).toBe('failed');
  });

  test('counts from the last moment at which the pods were others', () => {
    const labels = { app: 'mini', 'pod-template-hash': 'bcdfg', tier: 'x' };
    const relabelled = (ms: number) => {
      const story = ready().wait(6000).also((trace) => {
        for (const each of [1, 2]) trace.change('Pod', podName('a', each), { metadata: { labels } });
      });
      return story.wait(ms).report('a', { available: 2 }).judge(property);
    };
    expect([relabelled(5000), relabelled(5001)]).toEqual(['passed', 'failed']);
  });
});
