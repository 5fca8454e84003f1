import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { rolloutStepsAreMonotone as property } from './rollout-steps-are-monotone.ts';

const rolling = () => {
  const told = miniTrace().deployment().set('a', { desired: 3, max: 4 }).wait(60_000).roll('b');
  return told.set('b', { replicas: 1, desired: 3, max: 4 }).wait(60_000);
};

describe('deployment/rollout-steps-are-monotone', () => {
  test('holds for one up, one down', () => {
    expect(rolling().resize('a', 2).resize('b', 2).judge(property)).toBe('passed');
  });

  test('fails when the new ReplicaSet shrinks again', () => {
    expect(rolling().resize('b', 0).judge(property)).toBe('failed');
  });

  test('fails when an old ReplicaSet grows again', () => {
    expect(rolling().resize('a', 2).wait(60_000).resize('a', 3).judge(property)).toBe('failed');
  });

  test('holds when a new ReplicaSet that a user blew up is cut back to replicas', () => {
    const told = miniTrace().deployment().set('a', { desired: 3, max: 4 });
    told.resize('a', 7, { actor: 'user' }).wait(60_000);
    expect(told.resize('a', 3).judge(property)).toBe('passed');
  });

  test('says nothing about creations and status', () => {
    expect(miniTrace().deployment().set('a').report('a', {}).judge(property)).toBe('vacuous');
  });

  test('holds when all are scaled in the middle of it', () => {
    const told = rolling().change({ replicas: 30 }).wait(60_000);
    expect(told.resize('a', 24, { desired: 30, max: 38 }).judge(property)).toBe('failed');
    const scaled = rolling().change({ replicas: 30 }).wait(60_000);
    expect(scaled.resize('a', 29, { desired: 30, max: 38 }).judge(property)).toBe('passed');
  });

  test('fails when the new ReplicaSet grows beyond the replicas, or halfway back', () => {
    expect(rolling().resize('b', 4).judge(property)).toBe('failed');
    expect(rolling().resize('b', 3).judge(property)).toBe('passed');
    const told = miniTrace().deployment().set('a', { desired: 3, max: 4 });
    told.resize('a', 7, { actor: 'user' }).wait(60_000);
    expect(told.resize('a', 5).judge(property)).toBe('failed');
  });
});
