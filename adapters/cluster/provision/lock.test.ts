import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { withLock } from './lock.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-lock-'));
  path = join(folder, 'deep', 'lock');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const silent = () => undefined;

test('one at a time, and whoever waits is told for whom', async () => {
  const events: string[] = [];
  const first = Promise.withResolvers<void>();
  const waiting = Promise.withResolvers<number>();
  const one = withLock(path, silent, async () => {
    events.push('first in');
    await first.promise;
    events.push('first out');
  });
  await expect.poll(() => existsSync(path)).toBe(true);
  const two = withLock(path, waiting.resolve, async () => {
    events.push('second in');
  });
  expect(await waiting.promise).toBe(process.pid);
  first.resolve();
  await Promise.all([one, two]);
  expect(events).toEqual(['first in', 'first out', 'second in']);
});

test('is given back when the work fails', async () => {
  const work = () => Promise.reject(new Error('broken'));
  await expect(withLock(path, silent, work)).rejects.toThrow('broken');
  expect(await withLock(path, silent, async () => 'again')).toBe('again');
  expect(existsSync(path)).toBe(false);
});

const deadHolders = ['999999999 token', 'no number', ''];

test.for(deadHolders)('a holder that is no more, %j, holds nothing', async (content) => {
  await withLock(path, silent, async () => undefined);
  await writeFile(path, content);
  expect(await withLock(path, silent, async () => 'mine')).toBe('mine');
});
