import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { clusterCommand } from './cluster.ts';

let folder: string;
let out: string;
let err: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-cli-'));
  vi.stubEnv('PLIMSOLL_STATE', folder);
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += text), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += text), true));
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: readonly string[]): Promise<void> {
  const program = new Command('plimsoll').exitOverride();
  clusterCommand(program);
  for (const command of program.commands.flatMap((each) => each.commands)) command.exitOverride();
  await program.parseAsync(['cluster', ...args], { from: 'user' });
}

test('list without clusters says how to make one, and keeps standard output empty', async () => {
  await run('list');
  expect(err).toContain('plimsoll cluster up');
  expect(out).toBe('');
});

test('down of a cluster that is not there says so', async () => {
  await run('down', '--name', 'gone');
  expect(err).toBe('gone: there is no such cluster (there are: none)\n');
});

test('up refuses what it cannot read, as a mistake of usage', async () => {
  const usage = expect.objectContaining({ exitCode: 3 });
  await expect(run('up', '--feature-gates', 'A')).rejects.toThrow(usage);
  await expect(run('up', '--kubernetes', '2.0')).rejects.toThrow(usage);
  await expect(run('up', '--provider', 'minikube')).rejects.toThrow(/choices are kwok, kind/);
  expect(out).toBe('');
});
