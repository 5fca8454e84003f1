import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tail } from './tail.ts';
import { followFile } from './tail.ts';

let folder = '';
let tail: Tail | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-'));
});
afterEach(async () => {
  await tail?.close();
  await rm(folder, { recursive: true });
});

test('reads what is appended from now on, and waits for whole lines and letters', async () => {
  const path = join(folder, 'audit.log');
  await writeFile(path, 'before\n');
  const lines: string[] = [];
  tail = await followFile(path, (line) => lines.push(line));
  const bytes = Buffer.from('first\nzweite für alle\n');
  const cut = bytes.indexOf(Buffer.from('ü')) + 1;
  await appendFile(path, bytes.subarray(0, cut));
  await tail.poll();
  expect(lines).toEqual(['first']);
  await appendFile(path, bytes.subarray(cut));
  await tail.poll();
  expect(lines).toEqual(['first', 'zweite für alle']);
});

test('a file that is not there is an error', async () => {
  await expect(followFile(join(folder, 'none'), () => undefined)).rejects.toThrow('ENOENT');
});
