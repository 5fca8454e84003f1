import { describe, expect, test } from 'vitest';
import { aStatusSpeaksOfItsOwnSet as property } from './a-status-speaks-of-its-own-set.ts';
import { miniSet } from './fixture.ts';

const first = () => miniSet().change({ replicas: 2 });
const recreated = (observedGeneration: number) =>
  first().also((trace) => {
    trace.remove('StatefulSet', 'web', 'user').add('StatefulSet', 'web', {}, 'user');
    const status = { replicas: 2, observedGeneration };
    trace.change('StatefulSet', 'web', { status }, 'statefulset-controller');
  });

describe('statefulset/a-status-speaks-of-its-own-set', () => {
  test('holds when the new one reports what it has had', () => {
    expect(recreated(1).judge(property)).toBe('passed');
  });
  test('fails when the new one reports what the former has had', () => {
    expect(recreated(2).judge(property)).toBe('failed');
  });
  test('says nothing of names that had one owner', () => {
    const told = first().also((trace) => {
      trace.change('StatefulSet', 'web', { status: { replicas: 2, observedGeneration: 9 } });
    });
    expect(told.judge(property)).toBe('vacuous');
  });
});
