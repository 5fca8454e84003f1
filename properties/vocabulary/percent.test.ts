import { expect, test } from 'vitest';
import { percentDown, percentUp } from './percent.ts';

test('rounds a percentage up or down, and takes a number as it is', () => {
  expect([1, 3, 4, 10].map((total) => percentUp('25%', total))).toEqual([1, 1, 1, 3]);
  expect([1, 3, 4, 10].map((total) => percentDown('25%', total))).toEqual([0, 0, 1, 2]);
  expect([percentUp(7, 3), percentDown(7, 3)]).toEqual([7, 7]);
  expect([percentUp(undefined, 3), percentDown('0%', 3)]).toEqual([0, 0]);
});

test('is exact where a product of fractions would not be', () => {
  expect(percentUp('7%', 100)).toBe(7);
  expect(percentDown('29%', 100)).toBe(29);
});
