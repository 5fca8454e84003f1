import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { podsAreNamedByOrdinal as property } from './pods-are-named-by-ordinal.ts';

describe('statefulset/pods-are-named-by-ordinal', () => {
  test('holds for ordinals from the start on', () => {
    const told = miniSet({ ordinals: { start: 3 }, replicas: 2 }).born(3).born(4);
    expect(told.judge(property)).toBe('passed');
  });
  test('fails below and above the range', () => {
    expect(miniSet({ ordinals: { start: 3 } }).born(2).judge(property)).toBe('failed');
    expect(miniSet().born(3).judge(property)).toBe('failed');
  });
  test('fails for a leading zero and for a random name', () => {
    expect(miniSet().born(1, { name: 'web-01' }).judge(property)).toBe('failed');
    expect(miniSet().born(1, { name: 'web-xkcd7' }).judge(property)).toBe('failed');
  });
  test('holds for a range that may still have been seen', () => {
    const told = miniSet({ replicas: 3 }, { stalenessMs: 2_000 }).change({ replicas: 1 }).born(2);
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing about pods that others make', () => {
    expect(miniSet().born(9, { actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
