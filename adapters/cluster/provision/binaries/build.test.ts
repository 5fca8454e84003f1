import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { builtBundle } from './build.ts';
import type { Bundle } from './programs.ts';
import { folderOf } from './programs.ts';

const bundle: Bundle = {
  title: 'sample-1.0.0',
  module: 'kwok',
  programs: ['one', 'two'],
  ldflags: '-s',
};

let folder: string;
let cache: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-build-'));
  cache = join(folder, 'cache');
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Puts a `go` on the path that keeps count and then does as told; `$8` is the output folder. */
async function goDoes(script: string): Promise<void> {
  const go = join(folder, 'go');
  await writeFile(go, `#!/bin/sh\necho "$1" >> ${folder}/calls\n${script}\n`);
  await chmod(go, 0o755);
}

async function calls(): Promise<number> {
  return (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n').length;
}

const silent = () => undefined;

test('a bundle is built once, and told about', async () => {
  await goDoes('touch "$8/one" "$8/two"');
  const lines: string[] = [];
  const built = await builtBundle(bundle, cache, (line) => lines.push(line));
  expect(await builtBundle(bundle, cache, silent)).toBe(built);
  expect((await readdir(built)).toSorted()).toEqual(['one', 'two']);
  expect(await calls()).toBe(1);
  expect(lines).toEqual([
    expect.stringMatching(/^sample-1\.0\.0: building one, two with Go/),
    expect.stringMatching(/^sample-1\.0\.0: built in \d+ s$/),
  ]);
});

test('two who want it at once share one build', async () => {
  await goDoes('touch "$8/one" "$8/two"');
  const both = [builtBundle(bundle, cache, silent), builtBundle(bundle, cache, silent)];
  const [first, second] = await Promise.all(both);
  expect(first).toBe(second);
  expect(await calls()).toBe(1);
});

test('a build that fails says what Go said, and leaves nothing', async () => {
  await goDoes('echo "go: downloading noise"; echo "undefined: gizmo" >&2; exit 1');
  const build = builtBundle(bundle, cache, silent);
  await expect(build).rejects.toThrow(/could not build sample-1\.0\.0[\s\S]*undefined: gizmo/);
  await expect(build).rejects.not.toThrow(/noise/);
  expect(await readdir(join(cache, 'binaries'))).toEqual([]);
});

test('a build without all its programs is none', async () => {
  await goDoes('touch "$8/one"');
  await expect(builtBundle(bundle, cache, silent)).rejects.toThrow(/no two;/);
  expect(await readdir(join(cache, 'binaries'))).toEqual([]);
});

test('what a killed build has left is removed', async () => {
  await goDoes('touch "$8/one" "$8/two"');
  const left = `${await folderOf(bundle, cache)}.draft-1`;
  await mkdir(left, { recursive: true });
  const built = await builtBundle(bundle, cache, silent);
  expect(await readdir(join(cache, 'binaries'))).toEqual([built.split('/').at(-1)]);
});
