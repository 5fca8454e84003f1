import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCodes } from './exit.ts';

/** A process of its own: the mistake is made while the model is loaded. */
const plimsoll = (...words: readonly string[]) =>
  execa(process.execPath, [join(import.meta.dirname, 'main.ts'), ...words], { reject: false });

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'plimsoll-demo-'));
});
afterAll(() => rm(out, { recursive: true, force: true }));

describe('demo', { timeout: 120_000 }, () => {
  test('breaks a promise, tells it, and leaves a picture', async () => {
    const { stdout, exitCode } = await plimsoll('demo', '--out', out);
    expect(exitCode).toBe(exitCodes.conformant);
    expect(stdout).toContain('✗ failed');
    expect(stdout).toContain('Scenario: ');
    expect(stdout).toContain(`picture  ${join(out, 'report.html')}`);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('<svg');
  });

  test('does not know every mistake, but the name of a near one', async () => {
    const { stderr, exitCode } = await plimsoll('demo', '--mutant', 'dep-round-unavailable-upp');
    expect(exitCode).toBe(exitCodes.usage);
    expect(stderr).toContain('did you mean dep-round-unavailable-up?');
  });
});
