import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { plainScalingResizesOneReplicaSet as property } from './plain-scaling-resizes-one-replica-set.ts';

const atRest = (told: ReturnType<typeof miniTrace>) => told.also((trace) => trace.rest());

describe('deployment/plain-scaling-resizes-one-replica-set', () => {
  test('holds when the size follows, paused or not', () => {
    const told = miniTrace().deployment().set('a').change({ replicas: 5 }).resize('a', 5);
    expect(atRest(told).judge(property)).toBe('passed');
    const paused = miniTrace().deployment().set('a').change({ replicas: 5, paused: true });
    expect(atRest(paused.resize('a', 5)).judge(property)).toBe('passed');
  });

  test('fails when surge is added', () => {
    const told = miniTrace().deployment().set('a').change({ replicas: 5 }).resize('a', 7);
    expect(atRest(told).judge(property)).toBe('failed');
  });

  test('fails when scaling from 0 revives nothing', () => {
    const told = miniTrace().deployment({ replicas: 0 }).set('a', { replicas: 0 });
    expect(atRest(told.change({ replicas: 2 })).judge(property)).toBe('failed');
  });

  test('says nothing in mid-rollout, without ReplicaSets and while Recreate waits', () => {
    const rolling = miniTrace().deployment().set('a', { replicas: 2 }).roll('b');
    expect(atRest(rolling.set('b', { replicas: 2 })).judge(property)).toBe('vacuous');
    expect(atRest(miniTrace().deployment({ paused: true })).judge(property)).toBe('vacuous');
    const recreated = miniTrace().deployment({ strategy: { type: 'Recreate' } });
    expect(atRest(recreated.set('a', { replicas: 0 })).judge(property)).toBe('vacuous');
  });
});
