import { expect, test } from 'vitest';
import { virtualClock } from './clock.ts';
import { randomFrom } from './random.ts';
import { workQueue } from './workqueue.ts';

function newQueue() {
  const clock = virtualClock(randomFrom(1));
  let wakes = 0;
  const queue = workQueue(clock, () => (wakes += 1));
  const passed = (duration: number) => {
    const until = clock.now() + duration;
    while (clock.step(until));
    clock.jump(until);
  };
  return { queue, passed, wakes: () => wakes };
}

test('a key is in the queue once, and keys come out in order', () => {
  const { queue, wakes } = newQueue();
  for (const key of ['a', 'b', 'a']) queue.add(key);
  expect([queue.take(), queue.take(), queue.take()]).toEqual(['a', 'b', undefined]);
  expect(wakes()).toBe(2);
});

test('a key that is added while it is worked on comes again when that is done', () => {
  const { queue } = newQueue();
  queue.add('a');
  queue.take();
  queue.add('a');
  expect(queue.take()).toBeUndefined();
  queue.done('a');
  expect(queue.take()).toBe('a');
});

test('of several delayed adds the earliest counts', () => {
  const { queue, passed } = newQueue();
  queue.addAfter('a', 100);
  queue.addAfter('a', 10);
  queue.addAfter('a', 50);
  passed(9);
  expect(queue.isEmpty()).toBe(true);
  passed(1);
  expect(queue.take()).toBe('a');
  queue.done('a');
  passed(1000);
  expect(queue.isEmpty()).toBe(true);
});

test('retries come later and later, until the key is forgotten', () => {
  const { queue, passed } = newQueue();
  for (const wait of [5, 10, 20, 40]) {
    queue.addRateLimited('a');
    passed(wait - 1);
    expect(queue.isEmpty()).toBe(true);
    passed(1);
    expect(queue.take()).toBe('a');
    queue.done('a');
  }
  expect(queue.retriesOf('a')).toBe(4);
  queue.forget('a');
  queue.addRateLimited('a');
  passed(5);
  expect(queue.take()).toBe('a');
});

test('no retry waits for more than a thousand seconds', () => {
  const { queue, passed } = newQueue();
  for (let failures = 0; failures < 40; failures += 1) {
    queue.addRateLimited('a');
    passed(1_000_000);
    expect(queue.take()).toBe('a');
    queue.done('a');
  }
});

test('nothing comes out of a stopped queue', () => {
  const { queue, passed } = newQueue();
  queue.addAfter('a', 10);
  queue.stop();
  passed(100);
  expect(queue.isEmpty()).toBe(true);
});

test('it tells when the keys that failed before a moment are due', () => {
  const { queue, passed } = newQueue();
  expect(queue.retryPending(1000)).toBeUndefined();
  queue.addRateLimited('a');
  queue.addAfter('b', 70);
  expect(queue.retryPending(1)).toBe(5);
  expect(queue.retryPending(0)).toBeUndefined();
  passed(5);
  queue.take();
  expect(queue.retryPending(1000)).toBeUndefined();
});
