import { expect, test } from 'vitest';
import { takeTurns } from './turns.ts';

/** What each of some workers does, in order, where all tasks take the same time. */
async function done(queues: string[][], workers: number): Promise<readonly string[]> {
  const done = Array.from({ length: workers }, () => '');
  await takeTurns(queues, workers, async (task, worker) => {
    done[worker] += task;
    await Promise.resolve();
  });
  return done;
}

test('one worker takes turns between all sorts', async () => {
  expect(await done([['a', 'a'], ['b', 'b'], ['c', 'c']], 1)).toEqual(['abcabc']);
});

test('several workers keep to few sorts each', async () => {
  const queues = [[...'aaaa'], [...'bbbb'], [...'cccc']];
  expect(await done(queues, 2)).toEqual(['ababaa', 'bcbccc']);
});

test('as many workers as sorts have one each, and help where theirs is done', async () => {
  expect(await done([[...'aaaaa'], ['b'], [...'ccc']], 3)).toEqual(['aaa', 'baa', 'ccc']);
});

test('more workers than sorts share them', async () => {
  const all = await done([[...'aaaa'], [...'bbbb']], 4);
  expect(all).toEqual(['aa', 'aa', 'bb', 'bb']);
});

test('what fails is told', async () => {
  const failing = takeTurns([['a'], ['b']], 2, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
});
