import { expect, test } from 'vitest';
import { createRecentActs } from './recent-acts.ts';

test('knows what an owner did inside the window', () => {
  const acts = createRecentActs(2000);
  acts.add('a', { uid: '1', at: 0 });
  acts.add('a', { uid: '2', at: 1500 });
  acts.add('b', { uid: '3', at: 1500 });
  expect(acts.of('a', 2000).map(({ uid }) => uid)).toEqual(['1', '2']);
  expect(acts.of('a', 2001).map(({ uid }) => uid)).toEqual(['2']);
  expect(acts.of('c', 2001)).toEqual([]);
});

test('still knows it after many acts of others', () => {
  const acts = createRecentActs(2000);
  acts.add('a', { uid: '1', at: 1000 });
  for (let act = 0; act < 5000; act += 1) acts.add('b', { uid: String(act), at: 2000 });
  expect(acts.of('a', 2500)).toEqual([{ uid: '1', at: 1000 }]);
});
