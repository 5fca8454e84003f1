import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import {
  aFittingSizeDoesNotHoldUpTheRollout as property,
} from './a-fitting-size-does-not-hold-up-the-rollout.ts';

type Story = ReturnType<typeof miniTrace>;
const atRest = (told: Story) => told.also((trace) => trace.rest());
/** One ReplicaSet of 2 that was told of 3, in a Deployment that is scaled to `replicas`. */
const halfWay = (replicas: number) =>
  miniTrace().deployment().set('a', { replicas: 2, desired: 3, max: 4 }).change({ replicas });

describe('deployment/a-fitting-size-does-not-hold-up-the-rollout', () => {
  test('holds when the rollout completes after the scaling', () => {
    const told = halfWay(2).roll('b').resize('a', 0);
    told.set('b', { replicas: 2, desired: 2, available: 2 }).pods('b', 2);
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('holds as long as there is nothing to roll out', () => {
    const told = halfWay(2).report('a', { available: 2 }).pods('a', 2);
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('fails when the size that fits is never noted, and nothing is rolled out', () => {
    expect(atRest(halfWay(2).roll('b')).judge(property)).toBe('failed');
  });

  test('fails in mid-rollout and under Recreate too', () => {
    const rolling = miniTrace().deployment().set('a', { desired: 3 }).pods('a', 2).roll('b');
    rolling.set('b', { replicas: 0, desired: 3 }).resize('a', 2, { desired: 3 });
    expect(atRest(rolling.change({ replicas: 2 })).judge(property)).toBe('failed');
    const recreating = halfWay(2).pods('a', 2).change({ strategy: { type: 'Recreate' } });
    expect(atRest(recreating.roll('b')).judge(property)).toBe('failed');
  });

  test('leaves standstills of another shape to others', () => {
    expect(atRest(halfWay(1).roll('b')).judge(property)).toBe('vacuous');
    const untouched = miniTrace().deployment().set('a', { desired: 3 }).roll('b');
    expect(atRest(untouched).judge(property)).toBe('vacuous');
  });

  test('says nothing in a pause, and of a Deployment that is gone', () => {
    const paused = halfWay(2).roll('b').change({ paused: true });
    expect(atRest(paused).judge(property)).toBe('vacuous');
    const gone = halfWay(2).roll('b').also((trace) => trace.remove('Deployment', 'web', 'user'));
    expect(atRest(gone).judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    const told = halfWay(2).roll('b').also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
