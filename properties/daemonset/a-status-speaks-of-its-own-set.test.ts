import { describe, expect, test } from 'vitest';
import { aStatusSpeaksOfItsOwnSet as property } from './a-status-speaks-of-its-own-set.ts';
import { miniDaemons } from './fixture.ts';

const observing = (observedGeneration: number, isAnew = true) =>
  miniDaemons(1).also((trace) => {
    if (isAnew) trace.remove('DaemonSet', 'log', 'user').add('DaemonSet', 'log', {}, 'user');
    trace.change('DaemonSet', 'log', { status: { observedGeneration } });
  });

describe('daemonset/a-status-speaks-of-its-own-set', () => {
  test('holds for its own generation', () => {
    expect(observing(1).judge(property)).toBe('passed');
  });
  test('fails for one that it has not had', () => {
    expect(observing(2).judge(property)).toBe('failed');
  });
  test('says nothing of the first of a name, and of a set without a status', () => {
    expect(observing(1, false).judge(property)).toBe('vacuous');
    expect(observing(0).judge(property)).toBe('vacuous');
  });
});
