import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { scalingGivesWayToTheRollout as property } from './scaling-gives-way-to-the-rollout.ts';

const atRest = (told: ReturnType<typeof miniTrace>) => told.also((trace) => trace.rest());

describe('deployment/scaling-gives-way-to-the-rollout', () => {
  test('holds when the ReplicaSet in use knows the replicas', () => {
    const told = miniTrace()
      .deployment()
      .set('a', { desired: 3, max: 4, available: 3 })
      .pods('a', 3);
    told.change({ replicas: 2 }).resize('a', 2, { desired: 2, max: 3 });
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('fails when a ReplicaSet is never resized, and nothing is rolled out', () => {
    const told = miniTrace().deployment().set('a', { desired: 3, max: 4 });
    expect(atRest(told.change({ replicas: 2 }).roll('b')).judge(property)).toBe('failed');
  });

  test('fails when several are in use and one of them is never told', () => {
    const told = miniTrace().deployment().set('a', { replicas: 2, desired: 4, max: 5 }).roll('b');
    told.set('b', { replicas: 2, desired: 3, max: 4, available: 2 }).pods('b', 2);
    expect(atRest(told.change({ replicas: 4 })).judge(property)).toBe('failed');
  });

  test('leaves a size that fits already, and Recreate, to properties of their own', () => {
    const fits = miniTrace().deployment().set('a', { replicas: 2, desired: 3, max: 4 });
    expect(atRest(fits.change({ replicas: 2 }).roll('b')).judge(property)).toBe('vacuous');
    const told = miniTrace().deployment().set('a', { replicas: 2, desired: 3 }).roll('b');
    told.set('b', { replicas: 1, desired: 3, available: 1 }).pods('b', 1);
    told.change({ replicas: 4, strategy: { type: 'Recreate' } });
    expect(atRest(told).judge(property)).toBe('vacuous');
  });

  test('says nothing in a pause and while new pods are not available', () => {
    const paused = miniTrace().deployment().set('a', { replicas: 2, desired: 3, max: 4 });
    expect(atRest(paused.change({ replicas: 2, paused: true })).judge(property)).toBe('vacuous');
    const stuck = miniTrace().deployment().set('a', { desired: 3 }).pods('a', 3, 'pending');
    expect(atRest(stuck).judge(property)).toBe('vacuous');
  });
});
