import { describe, expect, test } from 'vitest';
import {
  aSaturatedReplicaSetStandsAlone as property,
} from './a-saturated-replica-set-stands-alone.ts';
import { miniTrace } from './fixture.ts';

const resting = (old: number, available = 3, paused = true) => {
  const told = miniTrace().deployment().set('a', { replicas: old, desired: 3 }).roll('b');
  told.set('b', { replicas: 3, available, desired: 3, max: 4 }).change({ paused });
  return told.also((trace) => trace.rest()).judge(property);
};

describe('deployment/a-saturated-replica-set-stands-alone', () => {
  test('holds when the old ones are empty', () => {
    expect(resting(0)).toBe('passed');
    expect(resting(0, 3, false)).toBe('passed');
  });

  test('fails when one of them is kept', () => {
    expect(resting(1)).toBe('failed');
    expect(resting(1, 3, false)).toBe('failed');
  });

  test('says nothing while something is missing, and of a single one', () => {
    expect(resting(1, 2)).toBe('vacuous');
    const told = miniTrace().deployment().set('a', { available: 3, desired: 3 });
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
  });
});
