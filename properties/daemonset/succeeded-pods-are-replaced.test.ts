import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { succeededPodsAreReplaced as property } from './succeeded-pods-are-replaced.ts';

const succeeded = () =>
  miniDaemons(1)
    .pod('bbbbb', 'n1')
    .also((trace) => trace.change('Pod', 'log-bbbbb', { status: { phase: 'Succeeded' } }));

describe('daemonset/succeeded-pods-are-replaced', () => {
  test('holds when it was deleted', () => {
    expect(succeeded().drop('bbbbb').pod('ccccc', 'n1').rest().judge(property)).toBe('passed');
  });
  test('fails when it is left, also where no new ones may come', () => {
    expect(succeeded().rest().judge(property)).toBe('failed');
    const told = succeeded().taint('n1', tainted('NoSchedule'));
    expect(told.rest().judge(property)).toBe('failed');
  });
  test('says nothing when it is going, was let go, failed, or nothing rests', () => {
    expect(succeeded().kill('bbbbb').rest().judge(property)).toBe('vacuous');
    expect(succeeded().release('bbbbb').rest().judge(property)).toBe('vacuous');
    expect(miniDaemons(1).pod('bbbbb', 'n1').fail('bbbbb').rest().judge(property)).toBe('vacuous');
    expect(succeeded().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = succeeded().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
