import { describe, expect, test } from 'vitest';
import { miniDaemons, surging } from './fixture.ts';
import { surgesComplete as property } from './surges-complete.ts';

const rolled = (maxSurge = 1) =>
  miniDaemons(2, surging(maxSurge)).pod('bbbbb', 'n1').pod('ccccc', 'n2').roll('b');

describe('daemonset/surges-complete', () => {
  test('holds when every pod is new', () => {
    const told = rolled().pod('ddddd', 'n1', { revision: 'b' }).drop('bbbbb');
    told.pod('fffff', 'n2', { revision: 'b' }).drop('ccccc').rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when an old pod stands beside an available new one', () => {
    const told = rolled(2).pod('ddddd', 'n1', { revision: 'b' }).rest();
    expect(told.judge(property)).toBe('failed');
  });
  test('fails when an old pod stands alone and there is room', () => {
    expect(rolled().rest().judge(property)).toBe('failed');
  });
  test('holds when a broken template used up the room', () => {
    expect(rolled().born('ddddd', 'n1', { revision: 'b' }).rest().judge(property)).toBe('passed');
  });
  test('says nothing about sets that do not surge', () => {
    expect(miniDaemons(1).pod('bbbbb', 'n1').roll('b').rest().judge(property)).toBe('vacuous');
  });
});
