import { expect, test } from 'vitest';
import { pick } from './rehearse.ts';

const draw = (run: number, lasts: number, ...exercised: readonly string[]) => ({
  run,
  lasts,
  exercised,
});

test('picks what puts most at stake, then what adds something new', () => {
  const draws = [draw(0, 0, 'a', 'b'), draw(1, 0, 'a', 'b', 'c'), draw(2, 0, 'd'), draw(3, 0, 'a')];
  expect(pick(draws, 2)).toEqual([1, 2]);
});

test('of two that add the same it picks the one that is over sooner', () => {
  expect(pick([draw(0, 90_000, 'a'), draw(1, 1_000, 'a')], 1)).toEqual([1]);
});

test('picks no more than there are', () => {
  expect(pick([draw(5, 0, 'a')], 3)).toEqual([5]);
});
