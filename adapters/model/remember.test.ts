import { expect, test } from 'vitest';
import { remember, rememberPair } from './remember.ts';

test('an answer is worked out once per object, not once per value', () => {
  let asked = 0;
  const size = remember((list: readonly number[]) => {
    asked += 1;
    return list.length;
  });
  const [one, other] = [[1], [1]];
  expect([size(one), size(one), size(other)]).toEqual([1, 1, 1]);
  expect(asked).toBe(2);
});

test('answers about two objects depend on which is which', () => {
  let asked = 0;
  const isLonger = rememberPair((one: readonly number[], other: readonly number[]) => {
    asked += 1;
    return one.length > other.length;
  });
  const [short, long] = [[1], [1, 2]];
  expect([isLonger(short, long), isLonger(short, long), isLonger(long, short)]).toEqual([
    false,
    false,
    true,
  ]);
  expect(asked).toBe(2);
});
