/** `plimsoll run`: explore scenarios against a target, judge them, tell, and leave a report. */
import type { Property } from '../properties/property.ts';
import { standstills } from '../properties/standstills.ts';
import type { Verdict } from '../properties/verdict.ts';
import { consoleSummary } from '../reports/console.ts';
import type { Report } from '../reports/report.ts';
import { compile } from '../reports/report.ts';
import type { Expectation } from '../specs/expectations.ts';
import { expectationFor } from '../specs/expectations.ts';
import type { WorkloadKind } from '../specs/kubernetes.ts';
import { loadRequirements, properties } from './catalogue.ts';
import type { Campaign, Campaigned } from './engine/campaign.ts';
import { workloadKinds } from './engine/campaign.ts';
import { exitCodes } from './exit.ts';
import { loadExpectations } from './expected.ts';
import type { Options, TargetOption } from './options.ts';
import {
  duration,
  folder,
  gates,
  listOf,
  oneOf,
  positiveNumber,
  target,
  textOf,
  wantsColour,
  wholeNumber,
} from './options.ts';
import { createProgress } from './progress.ts';
import type { SavedFiles } from './save.ts';
import { formatNames, saveCounterexamples, saveReport } from './save.ts';
import { select } from './selection.ts';
import { suiteVersion } from './version.ts';

/** Scenarios in all, by target and budget: quick fits ten seconds on the model. */
const runsByBudget = {
  model: { quick: 900, normal: 6_000, deep: 60_000 },
  kubeconfig: { quick: 30, normal: 120, deep: 1_200 },
} as const;

/** Runs and returns the exit code. */
export async function run(options: Options, words: readonly string[]): Promise<number> {
  const where = target(options);
  const budget = oneOf(options, 'budget', ['quick', 'normal', 'deep']);
  const formats = listOf(options, 'format', formatNames);
  const failOn = listOf(options, 'failOn', ['flaky', 'inconclusive', 'vacuous', 'skipped']);
  const chosen = select(words, properties);
  const expectations = loadExpectations(textOf(options, 'expectations'));
  const seed = wholeNumber(options, 'seed') ?? Math.floor(Math.random() * 2 ** 31);
  const runs = wholeNumber(options, 'runs', 1) ?? runsByBudget[where.kind][budget];
  const out = folder(options, 'out') ?? '.';
  const interruption = new AbortController();
  const startedAt = new Date();
  const campaign: Campaign = {
    properties: chosen,
    seed,
    runs: share(runs, chosen),
    workers: wholeNumber(options, 'workers', 1),
    shrinkBudgetMs: duration(options, 'shrinkBudget', 180_000),
    confirm: wholeNumber(options, 'confirm') ?? 2,
    timeoutScale: positiveNumber(options, 'timeoutScale', 1),
    featureGates: gates(options, 'featureGates'),
    isKnown: (property, adapter, version) =>
      expectationFor({ property, adapter, version }, expectations, dayOf(startedAt)) !== undefined,
    keepTraces: folder(options, 'trace'),
    signal: interruption.signal,
  };
  const progress = createProgress({ quiet: options['quiet'] === true, total: runs });
  progress.announce([
    `plimsoll ${suiteVersion} · ${describeTarget(where)} · seed ${seed}`,
    `${chosen.length} properties · ${runs} scenarios`,
  ]);
  const stop = onInterrupt(interruption, () => progress.note('interrupted: ending what runs …'));
  let campaigned: Campaigned;
  try {
    campaigned = await play(where, { ...campaign, onProgress: progress.update });
  } finally {
    stop();
    progress.end();
  }
  const verdicts = withKnown(campaigned, expectations, startedAt);
  const files = saveCounterexamples(out, verdicts, campaigned.traces);
  const report = compile({
    suiteVersion,
    adapter: campaigned.adapter,
    target: campaigned.target,
    requirements: loadRequirements(),
    properties: chosen,
    verdicts,
    files,
    standstills: standstills.flatMap((each) => {
      const scenarios = campaigned.standstills.get(each.id) ?? 0;
      return scenarios === 0 ? [] : [{ ...each, scenarios }];
    }),
    notModelled: campaigned.notModelled,
    run: {
      command: commandLine(options, words, seed, runs),
      seed,
      budget,
      scenarios: campaigned.scenarios,
      pairs: campaigned.pairs,
      commands: campaigned.commands,
      events: campaigned.events,
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      interrupted: campaigned.isPartial,
      selection: words,
    },
  });
  tell(report, campaigned, saveReport(out, report, formats, campaigned.traces), files, options);
  return exitCodeOf(report, failOn);
}

/** Spreads the scenarios over the controllers that the chosen properties speak of. */
export function share(
  runs: number,
  chosen: readonly Property[],
): Readonly<Partial<Record<WorkloadKind, number>>> {
  const wanted = workloadKinds.filter((kind) => chosen.some((each) => each.controller === kind));
  const each = Math.floor(runs / wanted.length);
  return Object.fromEntries(
    wanted.map((kind, index) => [kind, each + (index < runs % wanted.length ? 1 : 0)]),
  );
}

async function play(where: TargetOption, campaign: Campaign): Promise<Campaigned> {
  if (where.kind === 'model') {
    const { runOnModel } = await import('./engine/run-model.ts');
    return runOnModel(where.version, campaign);
  }
  const { runOnCluster } = await import('./engine/run-cluster.ts');
  return runOnCluster(where, campaign);
}

/** The first Ctrl-C ends the run in good order; the second ends the process. */
export function onInterrupt(interruption: AbortController, tellUser: () => void): () => void {
  const handle = () => {
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted);
    tellUser();
    interruption.abort(new Error('interrupted'));
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return () => {
    process.off('SIGINT', handle);
    process.off('SIGTERM', handle);
  };
}

/** Failures that an expectation covers become `known`. */
export function withKnown(
  { verdicts, adapter, target: { version } }: Pick<Campaigned, 'verdicts' | 'adapter' | 'target'>,
  expectations: readonly Expectation[],
  today: Date,
): readonly Verdict[] {
  return verdicts.map((verdict) => {
    if (verdict.status !== 'failed' && verdict.status !== 'flaky') return verdict;
    const failure = { property: verdict.property, adapter, version };
    const known = expectationFor(failure, expectations, dayOf(today));
    if (known === undefined) return verdict;
    return { ...verdict, status: 'known', reason: `${known.reason}: ${known.link}` };
  });
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function describeTarget(where: TargetOption): string {
  if (where.kind === 'model') return `model@${where.version}, virtual time`;
  return `kubeconfig${where.path ? `:${where.path}` : ''}`;
}

function commandLine(
  options: Options,
  words: readonly string[],
  seed: number,
  runs: number,
): string {
  const parts = ['npm run -s plimsoll -- run', ...words, '--target', String(options['target'])];
  if (options['featureGates']) parts.push('--feature-gates', String(options['featureGates']));
  return [...parts, '--runs', String(runs), '--seed', String(seed)].join(' ');
}

function tell(
  report: Report,
  { traces }: Campaigned,
  reportFiles: readonly string[],
  files: SavedFiles,
  options: Options,
): void {
  const colour = wantsColour(options);
  process.stdout.write(`${consoleSummary(report, { colour, traces })}\n`);
  process.stdout.write(`report  ${reportFiles.join('  ')}\n`);
  const first = [...files.values()][0];
  if (first) process.stdout.write(`replay  npm run -s plimsoll -- replay ${first.scenario}\n`);
}

/** Violations first, then interruption, then what the user wants to hear of. */
function exitCodeOf(report: Report, failOn: readonly string[]): number {
  const has = (status: string) => report.verdicts.some((each) => each.status === status);
  if (has('failed')) return exitCodes.violated;
  if (report.run.interrupted) return exitCodes.interrupted;
  if (has('error')) return exitCodes.broken;
  return failOn.some(has) ? exitCodes.undecided : exitCodes.conformant;
}
