import { describe, expect, test } from 'vitest';
import { aSetBeingDeletedIsLeftAlone as property } from './a-set-being-deleted-is-left-alone.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const leaving = (options = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data') }, options)
    .pods([0, 1])
    .also((trace) => trace.terminate('StatefulSet', 'web', 'user'));

describe('statefulset/a-set-being-deleted-is-left-alone', () => {
  test('holds when only the garbage collector takes its pods', () => {
    const told = leaving().kill(0, 'garbage-collector').kill(1, 'garbage-collector');
    const gone = told.also((trace) => trace.remove('StatefulSet', 'web', 'garbage-collector'));
    expect(gone.judge(property)).toBe('passed');
  });
  test('fails when the controller creates or deletes', () => {
    expect(leaving().born(2).judge(property)).toBe('failed');
    expect(leaving().kill(1).judge(property)).toBe('failed');
    expect(leaving().claim('data-web-2').judge(property)).toBe('failed');
  });
  test('holds while it may not know', () => {
    expect(leaving({ stalenessMs: 2_000 }).born(2).judge(property)).toBe('passed');
  });
  test('says nothing of a set that stays, and of what others do', () => {
    expect(miniSet().pod(0).kill(0).judge(property)).toBe('vacuous');
    expect(leaving().kill(0, 'user').judge(property)).toBe('vacuous');
  });
});
