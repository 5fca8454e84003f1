import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { chooseSource, onPath } from './find.ts';

describe('where programs come from', () => {
  const go = '/go/bin/go';
  const kwokctl = '/bin/kwokctl';

  test('an earlier build needs nothing else', () => {
    expect(chooseSource({ cached: true, go: undefined, kwokctl })).toEqual({ source: 'built' });
  });

  test('Go comes before downloads', () => {
    expect(chooseSource({ cached: false, go, kwokctl })).toEqual({ source: 'built' });
  });

  test('kwokctl downloads where there is no Go', () => {
    const found = { cached: false, go: undefined, kwokctl };
    expect(chooseSource(found)).toEqual({ source: 'downloads', kwokctl });
  });

  test('without either, the message says what to install and from where', () => {
    const choose = () => chooseSource({ cached: false, go: undefined, kwokctl: undefined });
    expect(choose).toThrow(/neither `go` nor `kwokctl`/);
    expect(choose).toThrow(/https:\/\/go\.dev\/dl\//);
    expect(choose).toThrow(expect.objectContaining({ exitCode: 5 }));
  });
});

describe('a program on the path', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-path-'));
    await writeFile(join(folder, 'tool'), '#!/bin/sh\n');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('is found in the first folder that has it', async () => {
    await chmod(join(folder, 'tool'), 0o755);
    expect(await onPath('tool', `/nowhere::${folder}`)).toBe(join(folder, 'tool'));
  });

  test('counts only when it can be run', async () => {
    await chmod(join(folder, 'tool'), 0o644);
    expect(await onPath('tool', folder)).toBeUndefined();
    expect(await onPath('other', folder)).toBeUndefined();
  });
});
