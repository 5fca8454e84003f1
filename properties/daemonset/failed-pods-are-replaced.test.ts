import { describe, expect, test } from 'vitest';
import { failedPodsAreReplaced as property } from './failed-pods-are-replaced.ts';
import { miniDaemons, tainted } from './fixture.ts';

const failed = () => miniDaemons(1).pod('bbbbb', 'n1').fail('bbbbb');

describe('daemonset/failed-pods-are-replaced', () => {
  test('holds when it was deleted', () => {
    expect(failed().drop('bbbbb').pod('ccccc', 'n1').rest().judge(property)).toBe('passed');
  });
  test('fails when it is left', () => {
    expect(failed().rest().judge(property)).toBe('failed');
  });
  test('fails when it is left on a node that admits no new pods', () => {
    expect(failed().taint('n1', tainted('NoSchedule')).rest().judge(property)).toBe('failed');
  });
  test('says nothing of the second one, which may wait', () => {
    const told = failed().drop('bbbbb').pod('ccccc', 'n1').fail('ccccc').rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing when it is going, was let go, or nothing rests', () => {
    expect(failed().kill('bbbbb').rest().judge(property)).toBe('vacuous');
    expect(failed().release('bbbbb').rest().judge(property)).toBe('vacuous');
    expect(failed().judge(property)).toBe('vacuous');
  });
  test('says nothing when the API server went away in between', () => {
    const told = failed().fault({ fault: 'ApiUnavailable', for: 1000 }).wait(10_000).rest();
    expect(told.judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = failed().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
