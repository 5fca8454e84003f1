import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { nodeChangesMovePods as property } from './node-changes-move-pods.ts';

const selective = () => miniDaemons(1).roll('b', { nodeSelector: { zone: 'x' } });

describe('daemonset/node-changes-move-pods', () => {
  test('holds when a pod comes to a node that was added or labelled', () => {
    expect(miniDaemons(0).node('n1').pod('bbbbb', 'n1').rest().judge(property)).toBe('passed');
    const told = selective().label('n1', { zone: 'x' }).pod('bbbbb', 'n1', { revision: 'b' });
    expect(told.rest().judge(property)).toBe('passed');
  });
  test('fails when none comes', () => {
    expect(miniDaemons(0).node('n1').rest().judge(property)).toBe('failed');
    expect(selective().label('n1', { zone: 'x' }).rest().judge(property)).toBe('failed');
  });
  test('fails when one stays after a taint', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').taint('n1', tainted('NoExecute')).rest();
    expect(told.judge(property)).toBe('failed');
  });
  test('says nothing when nodes do not change, or nothing rests', () => {
    expect(miniDaemons(1).rest().judge(property)).toBe('vacuous');
    expect(miniDaemons(0).node('n1').judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = miniDaemons(0).node('n1').also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
