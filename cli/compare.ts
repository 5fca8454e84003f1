/** `plimsoll compare`: plays the scenarios of recorded traces on the model, and says where it ends
 * otherwise than the cluster did. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Agreement } from '../adapters/agreement.ts';
import { agreementOf } from '../adapters/agreement.ts';
import type { Adapter } from '../adapters/adapter.ts';
import { modelAdapter } from '../adapters/model/adapter.ts';
import { featureGates } from '../specs/features.ts';
import { readTrace } from '../specs/trace-file.ts';
import type { Trace } from '../specs/trace.ts';
import { isPlayable } from './engine/regressions.ts';
import { UsageError, exitCodes } from './exit.ts';
import type { Options } from './options.ts';

/** Often enough for what depends on who came first; a real difference stays one. */
const tries = 300;

interface Compared {
  readonly file: string;
  readonly title: string;
  readonly agreement: Agreement;
}

/** Compares every trace and returns the exit code: 1 where fewer agree than `--at-least`. */
export async function compare(options: Options, paths: readonly string[]): Promise<number> {
  const files = paths.flatMap(tracesAt);
  if (files.length === 0) throw new UsageError('there are no traces (*.jsonl) to compare');
  const compared: Compared[] = [];
  let leftOut = 0;
  for (const file of files) {
    const trace = readTrace(readFileSync(file, 'utf8'), file);
    const model = modelOf(trace);
    if (!isAtRest(trace) || !isPlayable(trace.header.scenario, model.capabilities)) {
      leftOut += 1;
      continue;
    }
    const agreement = await agreementOf(trace, model, tries);
    const title = trace.header.scenario.title ?? `seed ${trace.header.scenario.seed}`;
    compared.push({ file, title, agreement });
    if (!agreement.agrees && !options['json']) print(describe(file, title, agreement));
  }
  return conclude(compared, leftOut, options);
}

function conclude(compared: readonly Compared[], leftOut: number, options: Options): number {
  const agreed = compared.filter(({ agreement }) => agreement.agrees).length;
  const percent = compared.length === 0 ? 0 : (agreed / compared.length) * 100;
  if (options['json']) {
    print(JSON.stringify({ agreed, of: compared.length, leftOut, compared }, undefined, 2));
  } else {
    print(`${agreed} of ${compared.length} ends agree (${percent.toFixed(1)} %)`);
    if (leftOut > 0) print(`${leftOut} left out: cut off, or without rest`);
  }
  return percent < Number(options['atLeast']) ? exitCodes.violated : exitCodes.conformant;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

function describe(
  file: string,
  title: string,
  { onlyReal, onlyModel }: Extract<Agreement, { agrees: false }>,
): string {
  return [
    `${file}: ${title}`,
    ...onlyReal.map((line) => `  cluster only  ${line}`),
    ...onlyModel.map((line) => `  model only    ${line}`),
    '',
  ].join('\n');
}

/** The model of the release and the gates of the target that the trace was recorded on. */
function modelOf({ header: { target } }: Trace): Adapter {
  const gates = featureGates.map((gate) => [gate, target.features.includes(gate)] as const);
  return modelAdapter({ version: target.version, featureGates: Object.fromEntries(gates) });
}

/** What never came to rest has no end to compare. */
function isAtRest({ events, footer }: Trace): boolean {
  return (
    footer.complete &&
    events.some((event) => event.event === 'phase' && event.phase === 'hold' && event.quiet)
  );
}

function tracesAt(path: string): readonly string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`there is neither file nor folder ${path}`);
  if (!found.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => join(path, name));
}
