import fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, randomFrom, shuffle } from './random.ts';
import type { Random } from './random.ts';

const draws = (random: Random) => Array.from({ length: 8 }, () => random.below(1000, 'test'));

test('the same seed and name give the same stream, another name another one', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const stream = (name: string) => draws(randomFrom(seed).fork(name));
      expect(stream('kubelet')).toEqual(stream('kubelet'));
      expect(stream('kubelet')).not.toEqual(stream('scheduler'));
    }),
  );
});

test('what one stream draws does not change another', () => {
  const run = randomFrom(7);
  const untouched = draws(randomFrom(7).fork('b'));
  draws(run.fork('a'));
  expect(draws(run.fork('b'))).toEqual(untouched);
});

test('neighbouring seeds do not begin alike', () => {
  const first = Array.from({ length: 100 }, (_, seed) => randomFrom(seed).below(2 ** 30, 'test'));
  expect(new Set(first).size).toBe(100);
});

test('draws stay within their bounds and reach both ends', () => {
  const random = randomFrom(1);
  const drawn = Array.from({ length: 500 }, () => between(random, 3, 6, 'test'));
  expect(new Set(drawn)).toEqual(new Set([3, 4, 5, 6]));
});

test('a shuffle keeps every item', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(fc.nat()), (seed, items) => {
      expect(shuffle(randomFrom(seed), items, 'test').toSorted()).toEqual(items.toSorted());
    }),
  );
});

test('a listener hears every draw with its label', () => {
  const heard: string[] = [];
  const random = randomFrom(1, (stream, label, bound) => heard.push(`${stream} ${label} ${bound}`));
  random.fork('kubelet').below(5, 'stop');
  expect(heard).toEqual(['kubelet stop 5']);
});
