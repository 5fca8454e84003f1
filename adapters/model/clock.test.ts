import fc from 'fast-check';
import { expect, test } from 'vitest';
import { virtualClock } from './clock.ts';
import { randomFrom } from './random.ts';

function orderOf(seed: number, delays: readonly number[]): readonly number[] {
  const clock = virtualClock(randomFrom(seed));
  const order: number[] = [];
  for (const [index, delay] of delays.entries()) {
    clock.after(delay, 'sync-wake', () => order.push(index));
  }
  while (clock.step(Number.POSITIVE_INFINITY));
  return order;
}

test('events happen when they are due, whatever the order of scheduling', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat(50)), (seed, delays) => {
      const dues = orderOf(seed, delays).map((index) => delays[index] ?? -1);
      expect(dues).toEqual(delays.toSorted((a, b) => a - b));
    }),
  );
});

test('the seed decides between events that are due together, and decides alike each time', () => {
  const together = [0, 0, 0, 0, 0, 0];
  const orders = [1, 2, 3, 4, 5, 6].map((seed) => orderOf(seed, together).join());
  expect(new Set(orders).size).toBeGreaterThan(1);
  expect(orderOf(3, together)).toEqual(orderOf(3, together));
});

test('what is cancelled does not happen', () => {
  const clock = virtualClock(randomFrom(1));
  const happened: string[] = [];
  const first = clock.after(5, 'sync-wake', () => happened.push('first'));
  clock.after(5, 'sync-wake', () => happened.push('second'));
  first.cancelled = true;
  while (clock.step(10));
  expect(happened).toEqual(['second']);
});

test('nothing happens before its time, and time stands where the last event was', () => {
  const clock = virtualClock(randomFrom(1));
  clock.after(7, 'sync-wake', () => undefined);
  expect(clock.step(6)).toBe(false);
  expect(clock.now()).toBe(0);
  expect(clock.step(7)).toBe(true);
  expect(clock.now()).toBe(7);
  clock.jump(1999);
  expect(clock.timestamp()).toBe('2026-01-01T00:00:01Z');
});
