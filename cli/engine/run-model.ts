/**
 * A campaign on the reference model, over all cores. Which worker plays which scenario makes no
 * difference to what is found: every run has its own seed, what they find adds up in any order, and
 * each failing property is shrunk from its earliest failure once everything has been explored.
 */
import { availableParallelism } from 'node:os';
import { modelAdapter, notModelled } from '../../adapters/model/adapter.ts';
import type { Explored } from '../../properties/explore.ts';
import { mergeExplored, nothingExplored } from '../../properties/explore.ts';
import type { Tally } from '../../properties/merge.ts';
import { emptyTally, verdictOf } from '../../properties/merge.ts';
import type { Property } from '../../properties/property.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { Version } from '../../specs/features.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Pairs } from '../../specs/pairs.ts';
import { countPairs, noPairs, unitePairs } from '../../specs/pairs.ts';
import type { Trace } from '../../specs/trace.ts';
import type { Campaign, Campaigned, Progress } from './campaign.ts';
import { workloadKinds } from './campaign.ts';
import type { ModelCampaign, ModelResult, ModelTask, ShrinkNote } from './model-tasks.ts';
import type { Pool } from './pool.ts';
import { createPool } from './pool.ts';
import { takeTurns } from './turns.ts';

/** Runs per task: enough to keep a worker busy, few enough to tell progress and to stop soon. */
const runsPerTask = 25;

/** What the campaign knows of one controller so far. */
interface Chapter {
  readonly controller: WorkloadKind;
  readonly total: number;
  readonly explored: Explored;
  readonly commands: number;
  readonly events: number;
  readonly pairs: Pairs;
}

/** One worker each, to choose which of them does what. */
type Workers = readonly Pool<ModelTask, ModelResult, ShrinkNote>[];

/** Runs the whole campaign on the model of one Kubernetes release. */
export async function runOnModel(version: Version, campaign: Campaign): Promise<Campaigned> {
  const { featureGates, seed, properties, workers, keepTraces } = campaign;
  const workerData: ModelCampaign = {
    version,
    featureGates,
    seed,
    properties: properties.map(({ id }) => id),
    keepTraces,
  };
  const pools: Workers = Array.from({ length: workers ?? availableParallelism() }, () =>
    createPool({ script: 'model-worker', workers: 1, workerData }),
  );
  try {
    const chapters = await exploreAll(pools, campaign);
    const explored = chapters.map((each) => each.explored).reduce(mergeExplored, nothingExplored);
    const adapter = modelAdapter({ version, featureGates });
    const unknown = properties.filter(({ id }) => !campaign.isKnown(id, adapter.name, version));
    const wanted = { ...campaign, properties: unknown };
    const { tallies, traces } = await shrinkAll(pools, wanted, chapters, explored);
    return {
      adapter: adapter.name,
      target: await adapter.describe(),
      verdicts: properties.map(({ id }) => verdictOf(id, tallies.get(id) ?? emptyTally)),
      traces,
      scenarios: Object.fromEntries(
        chapters.map((each) => [each.controller, each.explored.scenarios]),
      ),
      pairs: Object.fromEntries(
        chapters.map(({ controller, pairs }) => [
          controller,
          countPairs(controller, pairs, adapter.capabilities),
        ]),
      ),
      commands: chapters.reduce((sum, { commands }) => sum + commands, 0),
      events: chapters.reduce((sum, { events }) => sum + events, 0),
      standstills: explored.standstills,
      isPartial: campaign.signal.aborted,
      notModelled,
    };
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
}

/** Every controller's regressions and runs. */
async function exploreAll(
  pools: Workers,
  { runs, signal, onProgress }: Campaign,
): Promise<readonly Chapter[]> {
  const chapters = new Map<WorkloadKind, Chapter>();
  const queues: ModelTask[][] = [];
  for (const controller of workloadKinds) {
    const total = runs[controller];
    if (total === undefined) continue;
    chapters.set(controller, firstPage(controller, total));
    queues.push(tasksOf(controller, total));
  }
  await takeTurns(queues, pools.length, async (task, worker) => {
    if (signal.aborted) return;
    const result = await pools[worker]?.run(task);
    const chapter = chapters.get(task.controller);
    if (result === undefined || chapter === undefined || 'failure' in result) return;
    const grown = withResult(chapter, result);
    chapters.set(task.controller, grown);
    onProgress?.(progressOf(grown));
  });
  return [...chapters.values()];
}

function firstPage(controller: WorkloadKind, total: number): Chapter {
  const pairs = noPairs(controller);
  return { controller, total, explored: nothingExplored, commands: 0, events: 0, pairs };
}

function withResult(
  chapter: Chapter,
  result: Extract<ModelResult, { explored: unknown }>,
): Chapter {
  return {
    ...chapter,
    explored: mergeExplored(chapter.explored, result.explored),
    commands: chapter.commands + result.commands,
    events: chapter.events + result.events,
    pairs: unitePairs(chapter.pairs, result.pairs),
  };
}

function tasksOf(controller: WorkloadKind, total: number): ModelTask[] {
  const tasks: ModelTask[] = [{ controller, task: 'regressions' }];
  for (let firstRun = 0; firstRun < total; firstRun += runsPerTask) {
    const runs = Math.min(runsPerTask, total - firstRun);
    tasks.push({ controller, task: 'explore', firstRun, runs });
  }
  return tasks;
}

async function shrinkAll(
  pools: Workers,
  { properties, signal, onProgress }: Campaign,
  chapters: readonly Chapter[],
  explored: Explored,
): Promise<{
  readonly tallies: ReadonlyMap<PropertyId, Tally>;
  readonly traces: ReadonlyMap<PropertyId, Trace>;
}> {
  const tallies = new Map(explored.tallies);
  const traces = new Map<PropertyId, Trace>();
  const shrinkOne = async ({ id, controller }: Property, worker: number) => {
    const tally = tallies.get(id);
    if (tally?.failure === undefined || signal.aborted) return;
    const chapter = chapters.find((each) => each.controller === controller);
    const task: ModelTask = { controller, task: 'shrink', property: id, failure: tally.failure };
    const result = await pools[worker]?.run(task, (shrinking) => {
      if (chapter) onProgress?.({ ...progressOf(chapter), shrinking });
    });
    if (result === undefined || 'explored' in result) return;
    tallies.set(id, { ...tally, failure: result.failure });
    if (result.trace) traces.set(id, result.trace);
  };
  const failing = properties.filter(({ id }) => tallies.get(id)?.failure !== undefined);
  await takeTurns([failing], pools.length, shrinkOne);
  return { tallies, traces };
}

/** Regressions come on top of the runs that were asked for, so they are not counted here. */
function progressOf({ controller, total, explored }: Chapter): Progress {
  const failing = [...explored.tallies].flatMap(([id, { failure }]) => (failure ? [id] : []));
  return { controller, total, done: Math.min(total, explored.scenarios), failing };
}
