/**
 * A campaign on the reference model, over all cores. Which worker plays which scenario makes no
 * difference: every run has its own seed, what they find adds up in any order, and each failing
 * property is shrunk from its earliest failure once everything has been explored.
 */
import { modelAdapter, notModelled } from '../../adapters/model/adapter.ts';
import type { Explored } from '../../properties/explore.ts';
import { mergeExplored, nothingExplored } from '../../properties/explore.ts';
import type { Tally } from '../../properties/merge.ts';
import { emptyTally, verdictOf } from '../../properties/merge.ts';
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

type ModelPool = Pool<ModelTask, ModelResult, ShrinkNote>;

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
  const pool: ModelPool = createPool({ script: 'model-worker', workers, workerData });
  try {
    const chapters = await exploreAll(pool, campaign);
    const explored = chapters.map((each) => each.explored).reduce(mergeExplored, nothingExplored);
    const adapter = modelAdapter({ version, featureGates });
    const unknown = properties.filter(({ id }) => !campaign.isKnown(id, adapter.name, version));
    const wanted = { ...campaign, properties: unknown };
    const { tallies, traces } = await shrinkAll(pool, wanted, chapters, explored);
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
    await pool.close();
  }
}

/** Every controller's regressions and runs, all in one queue. */
function exploreAll(pool: ModelPool, campaign: Campaign): Promise<readonly Chapter[]> {
  const wanted = workloadKinds.filter((controller) => campaign.runs[controller] !== undefined);
  return Promise.all(
    wanted.map((controller) => exploreController(pool, campaign, controller)),
  );
}

async function exploreController(
  pool: ModelPool,
  { runs: wanted, signal, onProgress }: Campaign,
  controller: WorkloadKind,
): Promise<Chapter> {
  const total = wanted[controller] ?? 0;
  let chapter: Chapter = {
    controller,
    total,
    explored: nothingExplored,
    commands: 0,
    events: 0,
    pairs: noPairs(controller),
  };
  const take = async (task: ModelTask) => {
    const result = await pool.run(task);
    if ('failure' in result) return;
    chapter = {
      ...chapter,
      explored: mergeExplored(chapter.explored, result.explored),
      commands: chapter.commands + result.commands,
      events: chapter.events + result.events,
      pairs: unitePairs(chapter.pairs, result.pairs),
    };
    onProgress?.(progressOf(chapter));
  };
  const tasks: ModelTask[] = [{ controller, task: 'regressions' }];
  for (let firstRun = 0; firstRun < total; firstRun += runsPerTask) {
    const runs = Math.min(runsPerTask, total - firstRun);
    tasks.push({ controller, task: 'explore', firstRun, runs });
  }
  await inLanes(tasks, (task) => (signal.aborted ? Promise.resolve() : take(task)));
  return chapter;
}

/** Few tasks are queued at a time, so that the controllers take turns and an abort is heard. */
async function inLanes<T>(tasks: T[], take: (task: T) => Promise<void>): Promise<void> {
  const lane = async () => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) await take(task);
  };
  await Promise.all(Array.from({ length: 16 }, lane));
}

async function shrinkAll(
  pool: ModelPool,
  { properties, signal, onProgress }: Campaign,
  chapters: readonly Chapter[],
  explored: Explored,
): Promise<{
  readonly tallies: ReadonlyMap<PropertyId, Tally>;
  readonly traces: ReadonlyMap<PropertyId, Trace>;
}> {
  const tallies = new Map(explored.tallies);
  const traces = new Map<PropertyId, Trace>();
  const shrinkOne = async (id: PropertyId, controller: WorkloadKind) => {
    const tally = tallies.get(id);
    if (tally?.failure === undefined || signal.aborted) return;
    const chapter = chapters.find((each) => each.controller === controller);
    const task: ModelTask = { controller, task: 'shrink', property: id, failure: tally.failure };
    const result = await pool.run(task, (shrinking) => {
      if (chapter) onProgress?.({ ...progressOf(chapter), shrinking });
    });
    if ('explored' in result) return;
    tallies.set(id, { ...tally, failure: result.failure });
    if (result.trace) traces.set(id, result.trace);
  };
  await Promise.all(properties.map(({ id, controller }) => shrinkOne(id, controller)));
  return { tallies, traces };
}

/** Regressions come on top of the runs that were asked for, so they are not counted here. */
function progressOf({ controller, total, explored }: Chapter): Progress {
  const failing = [...explored.tallies].flatMap(([id, { failure }]) => (failure ? [id] : []));
  return { controller, total, done: Math.min(total, explored.scenarios), failing };
}
