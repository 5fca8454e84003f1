import { describe, expect, test } from 'vitest';
import { deletedPodsAreRevived as property } from './deleted-pods-are-revived.ts';
import { miniDaemons, tainted } from './fixture.ts';

const lost = () => miniDaemons(1).pod('bbbbb', 'n1').drop('bbbbb', 'user');

describe('daemonset/deleted-pods-are-revived', () => {
  test('holds when there is another one, ready or not', () => {
    expect(lost().born('ccccc', 'n1').rest().judge(property)).toBe('passed');
  });
  test('fails when there is none', () => {
    expect(lost().rest().judge(property)).toBe('failed');
    expect(lost().pod('ccccc', 'n1').drop('ccccc', 'user').rest().judge(property)).toBe('failed');
  });
  test('says nothing of nodes that take no new pods or are gone, and without rest', () => {
    expect(lost().taint('n1', tainted('NoSchedule')).rest().judge(property)).toBe('vacuous');
    expect(lost().removeNode('n1').rest().judge(property)).toBe('vacuous');
    expect(lost().judge(property)).toBe('vacuous');
    expect(miniDaemons(1).rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = lost().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
