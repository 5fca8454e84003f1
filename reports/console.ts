/** The end of a run on the terminal: a table of verdicts, the failures, where the report lies. */
import pc from 'picocolors';
import type { VerdictStatus } from '../properties/verdict.ts';
import type { Trace } from '../specs/trace.ts';
import { failureText } from './failure.ts';
import { scenarioCounts, seconds } from './markdown.ts';
import type { Report, ReportedVerdict } from './report.ts';
import {
  basisOf,
  countsOf,
  levelsOf,
  marks,
  pairsOf,
  resultSentence,
  standstillsOf,
} from './words.ts';

type Paint = (text: string) => string;

/** `traces` are the counterexamples' traces, by property; `colour` off for logs and files. */
export interface ConsoleOptions {
  readonly colour: boolean;
  readonly traces?: ReadonlyMap<string, Trace>;
}

/** The whole summary, without a newline at its end. */
export function consoleSummary(report: Report, options: ConsoleOptions): string {
  const paint = painter(options.colour);
  const failures = report.verdicts.filter((each) => 'violation' in each);
  const groups = Object.groupBy(report.verdicts, (each) => each.property.split('/')[0] ?? '');
  const lines = Object.entries(groups).flatMap(([controller, verdicts = []]) => [
    '',
    paint.bold(controller),
    ...verdicts.map((verdict) => verdictLine(verdict, paint)),
  ]);
  const { run } = report;
  const waits = standstillsOf(report);
  return [
    ...lines,
    ...(waits.length > 0 ? ['', paint.bold('stood still, as it may')] : []),
    ...waits.map((wait) => ` ${wait}`),
    ...failures.flatMap((each) => ['', failureBlock(each, options, paint)]),
    '',
    `${paint.bold(report.result)}: ${resultSentence(report)}`,
    `${countsOf(report.verdicts)} · ${scenarioCounts(run.scenarios)}, ${run.commands} commands, ` +
      `${run.events} events · seed ${run.seed} · ${seconds(run.durationMs)}`,
    `requirements: ${levelsOf(report)}`,
    ...(run.pairs === undefined ? [] : [`met together: ${pairsOf(run)}`]),
  ].join('\n');
}

function verdictLine(verdict: ReportedVerdict, paint: Painter): string {
  const ids = [
    ...verdict.requirements,
    ...(verdict.level === 'MUST' ? [] : [`(${verdict.level})`]),
  ].join(' ');
  const basis = 'violation' in verdict ? '' : `  ${paint.dim(basisOf(verdict))}`;
  const mark = paint.status[verdict.status](
    `${marks[verdict.status]} ${verdict.status.padEnd(12)}`,
  );
  return ` ${mark} ${verdict.title}  ${paint.dim(ids)}${basis}`;
}

function failureBlock(verdict: ReportedVerdict, options: ConsoleOptions, paint: Painter): string {
  const [first = '', ...rest] = failureText(verdict, options.traces?.get(verdict.property)).split(
    '\n',
  );
  const mark = paint.status[verdict.status](`${marks[verdict.status]} ${verdict.status}`);
  return [`${mark}  ${paint.bold(first)}`, ...rest].join('\n');
}

interface Painter {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly status: Readonly<Record<VerdictStatus, Paint>>;
}

function painter(colour: boolean): Painter {
  const { bold, dim, green, red, yellow } = pc.createColors(colour);
  return {
    bold,
    dim,
    status: {
      passed: green,
      failed: red,
      error: red,
      flaky: yellow,
      known: yellow,
      inconclusive: yellow,
      vacuous: yellow,
      unsupported: dim,
      skipped: dim,
    },
  };
}
