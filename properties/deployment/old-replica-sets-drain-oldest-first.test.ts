import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { oldReplicaSetsDrainOldestFirst as property } from './old-replica-sets-drain-oldest-first.ts';

/** Revisions a and b are old and wholly available, c is new. */
const overtaken = () => {
  const told = miniTrace().deployment().set('a', { replicas: 2, available: 2, desired: 3, max: 4 });
  told.wait(60_000).roll('b').set('b', { replicas: 2, available: 2, desired: 3, max: 4 });
  told.wait(60_000).roll('c').set('c', { replicas: 0, desired: 3, max: 4 });
  return told.wait(60_000);
};

describe('deployment/old-replica-sets-drain-oldest-first', () => {
  test('holds when the oldest goes first', () => {
    expect(overtaken().resize('a', 0).resize('b', 1).judge(property)).toBe('passed');
  });

  test('fails when a younger one goes first', () => {
    expect(overtaken().resize('b', 1).judge(property)).toBe('failed');
  });

  test('holds when only the younger one has unavailable replicas', () => {
    const told = overtaken().report('b', { available: 1, exists: 2 });
    expect(told.resize('b', 1).judge(property)).toBe('passed');
  });

  test('says nothing with one old ReplicaSet, or when all are scaled down', () => {
    const one = miniTrace().deployment().set('a', { available: 3 }).wait(60_000).roll('b');
    expect(one.set('b', { replicas: 1 }).resize('a', 2).judge(property)).toBe('vacuous');
    const scaled = overtaken().change({ replicas: 0 }).wait(60_000);
    scaled.resize('b', 0, { desired: 0, max: 0 });
    expect(scaled.judge(property)).toBe('vacuous');
  });

  test('fails when the younger one is lowered below what it has available', () => {
    const told = overtaken().report('b', { available: 1, exists: 2 });
    expect(told.resize('b', 0).judge(property)).toBe('failed');
  });

  test('fails when the older one has unavailable replicas left', () => {
    const both = () =>
      overtaken().report('a', { available: 1, exists: 2 }).report('b', { available: 1, exists: 2 });
    expect(both().resize('b', 1).judge(property)).toBe('failed');
    expect(both().resize('a', 1).resize('b', 1).judge(property)).toBe('passed');
  });

  test('says nothing of growth, of the new ReplicaSet, and of Recreate', () => {
    expect(overtaken().resize('b', 3).judge(property)).toBe('vacuous');
    const cut = overtaken().resize('c', 5, { actor: 'user' }).wait(60_000);
    expect(cut.resize('c', 3).judge(property)).toBe('vacuous');
    const recreated = overtaken().change({ strategy: { type: 'Recreate' } }).wait(60_000);
    expect(recreated.resize('b', 0).judge(property)).toBe('vacuous');
  });
});
