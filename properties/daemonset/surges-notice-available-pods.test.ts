import { describe, expect, test } from 'vitest';
import { miniDaemons, surging } from './fixture.ts';
import { surgesComplete } from './surges-complete.ts';
import { surgesNoticeAvailablePods as property } from './surges-notice-available-pods.ts';

const second = { revision: 'b' };
const rolled = (minReadySeconds = 10) =>
  miniDaemons(2, { ...surging(1), minReadySeconds })
    .pod('bbbbb', 'n1')
    .pod('ccccc', 'n2')
    .wait(60_000)
    .roll('b')
    .pod('ddddd', 'n1', second);

describe('daemonset/surges-notice-available-pods', () => {
  test('holds when every pod is new', () => {
    const told = rolled().drop('bbbbb').pod('fffff', 'n2', second).drop('ccccc').rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when an old pod stands beside one that has been ready for long enough', () => {
    expect(rolled().rest().judge(property)).toBe('failed');
  });
  test('is the only one to speak of it, and of what waits behind it', () => {
    expect(rolled().rest().judge(surgesComplete)).toBe('vacuous');
  });
  test('leaves the rest of a surge to its own property', () => {
    const told = rolled().drop('bbbbb').rest();
    expect(told.judge(property)).toBe('passed');
    expect(told.judge(surgesComplete)).toBe('failed');
  });
  test('holds while the new pod is not ready', () => {
    expect(rolled().unready('ddddd').rest().judge(property)).toBe('passed');
  });
  test('says nothing where being ready is being available', () => {
    expect(rolled(0).rest().judge(property)).toBe('vacuous');
    expect(rolled(0).rest().judge(surgesComplete)).toBe('failed');
  });
});
