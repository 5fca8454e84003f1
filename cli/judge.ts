/** `plimsoll judge`: judges recorded traces again, with today's properties and without a target. */
import { existsSync, readFileSync } from 'node:fs';
import { readTrace } from '../specs/trace-file.ts';
import { UsageError } from './exit.ts';
import type { Judgements } from './judging.ts';
import { describeJudgements, exitCodeOf, judgeTrace } from './judging.ts';
import type { Options } from './options.ts';

/** Judges every file and returns the exit code. */
export async function judgeTraces(options: Options, files: readonly string[]): Promise<number> {
  const all: Judgements[] = [];
  const told: unknown[] = [];
  for (const file of files) {
    if (!existsSync(file)) throw new UsageError(`there is no file ${file} to judge`);
    const trace = readTrace(readFileSync(file, 'utf8'), file);
    const judgements = judgeTrace(trace);
    all.push(judgements);
    told.push({ file, target: trace.header.target, verdicts: Object.fromEntries(judgements) });
    if (options['json']) continue;
    process.stdout.write(`${[file, ...describeJudgements(trace, judgements)].join('\n')}\n\n`);
  }
  if (options['json']) process.stdout.write(`${JSON.stringify(told, undefined, 2)}\n`);
  return exitCodeOf(all);
}
