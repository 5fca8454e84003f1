/**
 * Runs many scenarios through a given `run`, judges each trace by all properties, and shrinks what
 * fails. First everything is explored, then each failing property is shrunk once, from its earliest
 * failure: the result depends on the seed alone, however the runs are split.
 *
 * The two halves can be called on their own: `exploreRuns` for a stretch of runs, `shrinkFailures`
 * once all stretches are merged.
 */
import type fc from 'fast-check';
import type { Scenario } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';
import { drawScenario } from './explore-draw.ts';
import { deadline, playOrDoubt } from './explore-play.ts';
import { shrinkFailures } from './explore-failures.ts';
import type { Judged } from './judge.ts';
import { judgeFully } from './judge.ts';
import type { Tally } from './merge.ts';
import { emptyTally, mergeTallies, tallyOf } from './merge.ts';
import type { Property } from './property.ts';
import type { Judgement, PropertyId, Verdict } from './verdict.ts';

/** What to explore, and how much of it. */
export interface Exploration {
  readonly properties: readonly Property[];
  readonly arbitrary: fc.Arbitrary<Scenario>;
  readonly seed: number;
  /** How many scenarios are drawn; `firstRun` is the number of the first. */
  readonly runs: number;
  readonly firstRun?: number;
  /** The numbers of the first draws, where they were picked; the others follow on `firstRun`. */
  readonly picked?: readonly number[];
  /** Plays a scenario. An AdapterError leaves the run unjudged; any other error ends everything. */
  readonly run: (scenario: Scenario) => Promise<Trace>;
  /** Played before the drawn ones. */
  readonly regressions?: readonly Scenario[];
  /** How many scenarios are played at the same time. */
  readonly concurrency?: number;
  /** How often a failure is tried again before it is shrunk; 0 where runs are deterministic. */
  readonly confirm?: number;
  /** Properties whose failure is no news: it is reported as it was found. */
  readonly known?: ReadonlySet<PropertyId>;
  /** With how many further seeds a smaller scenario is tried before it counts as too small. */
  readonly shrinkSeeds?: number;
  /** Ends early with what was found so far. */
  readonly signal?: AbortSignal;
  /** The clock for the budgets below, in milliseconds. */
  readonly now?: () => number;
  /** No new run is begun after this long. */
  readonly budgetMs?: number;
  /** No smaller scenario of one property is tried after this long. */
  readonly shrinkBudgetMs?: number;
  readonly onRun?: (ran: Ran) => void;
  readonly onShrink?: (property: PropertyId, scenario: Scenario, shrinks: number) => void;
}

/** One run that was played and judged. */
export interface Ran {
  readonly run: number;
  readonly scenario: Scenario;
  readonly trace: Trace;
  readonly judgements: ReadonlyMap<PropertyId, Judgement>;
}

/** What was found; two of them merge into one. */
export interface Explored {
  readonly tallies: ReadonlyMap<PropertyId, Tally>;
  readonly scenarios: number;
  readonly steps: number;
  /** In how many scenarios the world came to rest in a legal standstill, by its id. */
  readonly standstills: ReadonlyMap<string, number>;
  /** Was it interrupted before it was through? */
  readonly isPartial: boolean;
}

/** Of no run at all. */
export const nothingExplored: Explored = {
  tallies: new Map(),
  scenarios: 0,
  steps: 0,
  standstills: new Map(),
  isPartial: false,
};

/** The result of a whole exploration. */
export interface Outcome extends Explored {
  /** In the order of the properties. */
  readonly verdicts: readonly Verdict[];
  /** What was seen of each failure that is reported. */
  readonly traces: ReadonlyMap<PropertyId, Trace>;
}

/** Explores, then shrinks. */
export async function explore(exploration: Exploration): Promise<Outcome> {
  const explored = await exploreRuns(exploration);
  return shrinkFailures(exploration, explored);
}

/** Plays and judges a stretch of runs; failures are recorded, not shrunk. */
export async function exploreRuns(exploration: Exploration): Promise<Explored> {
  const { regressions = [], runs, firstRun = 0, concurrency = 1, signal, picked } = exploration;
  const isOver = deadline(exploration.now, exploration.budgetMs);
  let explored = nothingExplored;
  let next = -regressions.length;
  const nextRun = () => {
    if (next >= runs || signal?.aborted || (next >= 0 && isOver())) return undefined;
    next += 1;
    return next <= 0 ? next - 1 : (picked?.[next - 1] ?? firstRun + next - 1);
  };
  const lane = async () => {
    for (let run = nextRun(); run !== undefined; run = nextRun()) {
      const one = await exploreRun(exploration, run).catch((error: unknown) => {
        next = runs;
        throw error;
      });
      explored = mergeExplored(explored, one);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return { ...explored, isPartial: signal?.aborted === true && next < runs };
}

/** Adds up what two stretches of runs found. */
export function mergeExplored(one: Explored, other: Explored): Explored {
  const ids = new Set([...one.tallies.keys(), ...other.tallies.keys()]);
  return {
    tallies: new Map(
      [...ids].map((id) => [
        id,
        mergeTallies(one.tallies.get(id) ?? emptyTally, other.tallies.get(id) ?? emptyTally),
      ]),
    ),
    scenarios: one.scenarios + other.scenarios,
    steps: one.steps + other.steps,
    standstills: addCounts(one.standstills, other.standstills),
    isPartial: one.isPartial || other.isPartial,
  };
}

function addCounts(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const ids = new Set([...one.keys(), ...other.keys()]);
  return new Map([...ids].map((id) => [id, (one.get(id) ?? 0) + (other.get(id) ?? 0)]));
}

async function exploreRun(exploration: Exploration, run: number): Promise<Explored> {
  const { properties, seed } = exploration;
  const scenario = scenarioOf(exploration, run).value_;
  const trace = await playOrDoubt(exploration.run, scenario, run);
  const { judgements, standstills }: Judged =
    typeof trace === 'string'
      ? {
          judgements: new Map(properties.map(({ id }) => [id, doubtful(trace)])),
          standstills: new Set(),
        }
      : judgeFully(trace, properties);
  if (typeof trace !== 'string') exploration.onRun?.({ run, scenario, trace, judgements });
  const replay = { seed, scenario, shrinks: 0 };
  const tallies = new Map<PropertyId, Tally>();
  for (const [id, judgement] of judgements) tallies.set(id, tallyOf(judgement, run, replay));
  return {
    tallies,
    scenarios: 1,
    steps: scenario.steps.length,
    standstills: new Map([...standstills].map((id) => [id, 1])),
    isPartial: false,
  };
}

function doubtful(reason: string): Judgement {
  return { status: 'inconclusive', reason };
}

/** A drawn scenario shrinks; a regression stays as it was written down. */
function scenarioOf({ arbitrary, seed, regressions = [] }: Exploration, run: number) {
  const regression = run < 0 ? regressions[regressions.length + run] : undefined;
  if (regression === undefined) return drawScenario(arbitrary, seed, run);
  return { value_: regression, context: undefined };
}

