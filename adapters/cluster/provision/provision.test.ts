import { mkdtemp, mkdir, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { down, list, up } from './provision.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-state-'));
  vi.stubEnv('PLIMSOLL_STATE', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe('what is refused before anything is made', () => {
  test.for(['', 'Dev', '-a', 'a-', '../a', 'a'.repeat(41)])('the name %j', async (name) => {
    await expect(up({ name, kubernetes: '1.36' })).rejects.toThrow(/name of a cluster/);
    await expect(down(name)).rejects.toThrow(expect.objectContaining({ exitCode: 3 }));
  });

  test('an unknown version', async () => {
    await expect(up({ name: 'dev', kubernetes: '2.0' })).rejects.toThrow(/one of .*\b1\.36 /);
    expect(await readdir(folder)).toEqual([]);
  });

  test('a patch release for which kind has no image', async () => {
    const request = { name: 'dev', kubernetes: '1.36.3', provider: 'kind' } as const;
    await expect(up(request)).rejects.toThrow(/does not have this patch[\s\S]*1\.36\.1/);
  });

  test('kind where there is neither kind nor Docker, and nothing is left of it', async () => {
    vi.stubEnv('PATH', folder);
    const request = { name: 'dev', kubernetes: '1.36', provider: 'kind' } as const;
    await expect(up(request)).rejects.toThrow(expect.objectContaining({ exitCode: 5 }));
    expect(await list()).toEqual([]);
  });
});

describe('down', () => {
  test('of a cluster that is not there is no mistake', async () => {
    expect(await down('dev')).toBe(false);
  });

  test('removes a folder that a creation left without a record', async () => {
    await mkdir(join(folder, 'clusters', 'dev', 'kwok'), { recursive: true });
    expect(await list()).toMatchObject([{ name: 'dev', ailment: 'without a readable record' }]);
    expect(await down('dev')).toBe(true);
    expect(await list()).toEqual([]);
  });
});
