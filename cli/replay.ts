/** `plimsoll replay`: plays saved scenarios again, on any target, and judges them. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { play } from '../adapters/play.ts';
import { eventLine } from '../reports/timeline.ts';
import { expectationFor } from '../specs/expectations.ts';
import { readScenario } from '../specs/scenario-file.ts';
import type { Scenario } from '../specs/scenario.ts';
import { openTarget } from './engine/open-target.ts';
import { UsageError } from './exit.ts';
import { loadExpectations } from './expected.ts';
import type { Judgements } from './judging.ts';
import { describeJudgements, exitCodeOf, judgeTrace } from './judging.ts';
import type { Options } from './options.ts';
import { folder, gates, positiveNumber, target, textOf } from './options.ts';
import { onInterrupt } from './run.ts';
import { saveTrace } from './save.ts';
import { suiteVersion } from './version.ts';

/** Plays every file and returns the exit code. */
export async function replay(options: Options, files: readonly string[]): Promise<number> {
  const scenarios = files.map((file) => ({ file, scenario: load(file) }));
  const expectations = loadExpectations(textOf(options, 'expectations'));
  const traces = folder(options, 'trace');
  const { adapter } = await openTarget(target(options), {
    timeoutScale: positiveNumber(options, 'timeoutScale', 1),
    featureGates: gates(options, 'featureGates'),
  });
  const interruption = new AbortController();
  const stop = onInterrupt(interruption, () => process.stderr.write('interrupted: ending …\n'));
  const today = new Date().toISOString().slice(0, 10);
  const counted: Judgements[] = [];
  const told: unknown[] = [];
  try {
    for (const { file, scenario } of scenarios) {
      const trace = await play(scenario, adapter, { suiteVersion, signal: interruption.signal });
      const judgements = judgeTrace(trace);
      const { version } = trace.header.target;
      const isKnown = (property: string) =>
        expectationFor({ property, adapter: adapter.name, version }, expectations, today);
      counted.push(new Map([...judgements].filter(([id]) => !isKnown(id))));
      told.push({ file, target: trace.header.target, verdicts: Object.fromEntries(judgements) });
      if (traces !== undefined) {
        saveTrace(join(traces, basename(file).replace(/\.ya?ml$/, '.jsonl')), trace);
      }
      if (options['json']) continue;
      const events = options['events'] ? trace.events.map((event) => eventLine(event)) : [];
      const heading = `${file}${scenario.title ? `: ${scenario.title}` : ''}`;
      const known = [...judgements.keys()]
        .filter((id) => judgements.get(id)?.status === 'failed' && isKnown(id))
        .map((id) => `! ${id} is known: ${isKnown(id)?.link}`);
      const lines = [heading, ...events, ...describeJudgements(trace, judgements), ...known];
      process.stdout.write(`${lines.join('\n')}\n\n`);
    }
  } finally {
    stop();
    await adapter.close();
  }
  if (options['json']) process.stdout.write(`${JSON.stringify(told, undefined, 2)}\n`);
  return exitCodeOf(counted);
}

function load(file: string): Scenario {
  if (!existsSync(file)) throw new UsageError(`there is no file ${file} to replay`);
  return readScenario(readFileSync(file, 'utf8'), file);
}
