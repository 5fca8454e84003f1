import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { historyStaysWithinItsLimit as property } from './history-stays-within-its-limit.ts';

const rolled = (revisionHistoryLimit: number) =>
  miniDaemons(1, { revisionHistoryLimit }).roll('b').roll('c');

describe('daemonset/history-stays-within-its-limit', () => {
  test('holds within the limit, and beyond it for what pods carry', () => {
    expect(rolled(2).rest().judge(property)).toBe('passed');
    const carried = rolled(1).pod('bbbbb', 'n1').pod('ccccc', 'n1', { revision: 'b' });
    expect(carried.rest().judge(property)).toBe('passed');
  });
  test('fails beyond it', () => {
    expect(rolled(1).rest().judge(property)).toBe('failed');
    expect(rolled(1).pod('bbbbb', 'n1').rest().judge(property)).toBe('failed');
  });
  test('says nothing without old revisions, and without rest', () => {
    expect(miniDaemons(1).rest().judge(property)).toBe('vacuous');
    expect(rolled(0).judge(property)).toBe('vacuous');
  });
});
