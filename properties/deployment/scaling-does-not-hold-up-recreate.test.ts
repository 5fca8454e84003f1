import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import {
  scalingDoesNotHoldUpRecreate as property,
} from './scaling-does-not-hold-up-recreate.ts';

type Story = ReturnType<typeof miniTrace>;
const atRest = (told: Story) => told.also((trace) => trace.rest());
const recreate = { strategy: { type: 'Recreate' } } as const;
/** In mid-rollout with two ReplicaSets in use, of which both were told of 3. */
const halfWay = () => {
  const told = miniTrace().deployment().set('a', { desired: 3, available: 3 }).pods('a', 3);
  return told.roll('b').set('b', { replicas: 1, desired: 3 }).pods('b', 1, 'pending');
};

describe('deployment/scaling-does-not-hold-up-recreate', () => {
  test('holds when one ReplicaSet is left in use', () => {
    const told = halfWay().change({ ...recreate, replicas: 4 }).resize('a', 0, { desired: 4 });
    told.resize('b', 4, { desired: 4 });
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('fails when two are, and neither learns of the replicas, ready or not', () => {
    const told = halfWay().change({ ...recreate, replicas: 4 });
    expect(atRest(told).judge(property)).toBe('failed');
    const ready = halfWay().change({ ...recreate, replicas: 4 }).pods('b', 1);
    expect(atRest(ready).judge(property)).toBe('failed');
  });

  test('fails when they were told by somebody else, and the replicas never changed', () => {
    const told = miniTrace().deployment({ ...recreate, replicas: 2 }).set('a', { desired: 3 });
    told.pods('a', 3).set('b', { replicas: 1, desired: 3 }).pods('b', 1);
    expect(atRest(told).judge(property)).toBe('failed');
  });

  test('leaves a ReplicaSet to others that is saturated, or knows the replicas', () => {
    const saturated = halfWay().change({ ...recreate, replicas: 4 });
    saturated.resize('b', 4, { desired: 4 }).report('b', { available: 4 });
    expect(atRest(saturated).judge(property)).toBe('vacuous');
    const told = halfWay().change({ ...recreate, replicas: 4 });
    told.resize('a', 3, { desired: 4 }).resize('b', 1, { desired: 4 });
    expect(atRest(told).judge(property)).toBe('vacuous');
  });

  test('says nothing in a pause, of replicas that never changed, and of rolling updates', () => {
    const paused = halfWay().change({ ...recreate, replicas: 4, paused: true });
    expect(atRest(paused).judge(property)).toBe('vacuous');
    expect(atRest(halfWay().change(recreate)).judge(property)).toBe('vacuous');
    expect(atRest(halfWay().change({ replicas: 4 })).judge(property)).toBe('vacuous');
  });
});
