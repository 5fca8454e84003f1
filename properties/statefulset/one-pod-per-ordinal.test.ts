import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { onePodPerOrdinal as property } from './one-pod-per-ordinal.ts';

describe('statefulset/one-pod-per-ordinal', () => {
  test('holds when the former pod is gone', () => {
    expect(miniSet().pod(0).drop(0, 'user').born(0).judge(property)).toBe('passed');
  });
  test('fails for a replacement under another name', () => {
    const told = miniSet({}, { stalenessMs: 60_000 }).pod(0).kill(0, 'user');
    expect(told.born(0, { name: 'web-0-again' }).judge(property)).toBe('failed');
  });
  test('holds when the former pod was let go', () => {
    const told = miniSet().born(0, { name: 'web-00' });
    told.also((trace) => trace.change('Pod', 'web-00', { metadata: { ownerReferences: [] } }));
    expect(told.born(0).judge(property)).toBe('passed');
  });
  test('says nothing about first pods, and pods that others make', () => {
    expect(miniSet().pods([0, 1]).judge(property)).toBe('vacuous');
    const told = miniSet().pod(0).born(0, { name: 'web-00', actor: 'user' });
    expect(told.judge(property)).toBe('vacuous');
  });
});
