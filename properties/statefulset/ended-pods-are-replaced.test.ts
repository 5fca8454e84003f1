import { describe, expect, test } from 'vitest';
import { endedPodsAreReplaced as property } from './ended-pods-are-replaced.ts';
import { miniSet } from './fixture.ts';

const failed = () => miniSet({ replicas: 2 }).pods([0, 1]).fail(1);

describe('statefulset/ended-pods-are-replaced', () => {
  test('holds when it was deleted and created again', () => {
    expect(failed().drop(1).pod(1).rest().judge(property)).toBe('passed');
  });
  test('fails when it is left as it is', () => {
    expect(failed().rest().judge(property)).toBe('failed');
  });
  test('fails when it was deleted only', () => {
    expect(failed().drop(1).rest().judge(property)).toBe('failed');
  });
  test('says nothing when nothing ended, or the world does not rest', () => {
    expect(miniSet({ replicas: 1 }).pod(0).rest().judge(property)).toBe('vacuous');
    expect(failed().judge(property)).toBe('vacuous');
  });
  test('says nothing when the pod is no longer wanted, going, or waits for a lower one', () => {
    expect(failed().change({ replicas: 1 }).drop(1).rest().judge(property)).toBe('vacuous');
    expect(failed().kill(1).rest().judge(property)).toBe('vacuous');
    expect(failed().unready(0).rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = failed().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
