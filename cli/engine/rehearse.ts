/**
 * Picks the scenarios that are worth their time on a real cluster. A scenario there takes tens of
 * seconds, on the model milliseconds; so many are drawn and rehearsed on the model, and those are
 * picked that together put every property at stake, the rarely exercised ones first.
 *
 * Only *which* scenarios are played depends on the rehearsal; what they mean is judged afresh.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { modelAdapter } from '../../adapters/model/adapter.ts';
import { play } from '../../adapters/play.ts';
import type { Exploration } from '../../properties/explore.ts';
import { drawScenario } from '../../properties/explore-draw.ts';
import { judge } from '../../properties/judge.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import { suiteVersion } from '../version.ts';
import type { AtStake } from './second-chance.ts';

/** Draws per scenario that is wanted, and their limits. */
const drawsPerRun = 20;
const drawsMin = 200;
const drawsMax = 1_000;
/** More picks than this add little that plain draws would not. */
const picksMax = 200;
/** So many scenarios are kept for each property, should it have to be tried again. */
const keptForEach = 2;
/** A scenario that takes this long on a cluster costs twice one that takes no time. */
const costlyMs: Millis = 20_000;

interface Rehearsed {
  readonly exercised: readonly PropertyId[];
  /** Virtual time from the start until the world came to rest, for every lane that it takes. */
  readonly lasts: Millis;
}

/** One that was drawn, and its number. */
type Draw = Rehearsed & { readonly run: number };

/** Numbers of draws: first the picked ones, then, from `next` on, whatever follows. */
export interface Rehearsal {
  readonly picked: readonly number[];
  readonly next: number;
  readonly atStake: AtStake;
}

/** Rehearses the draws of an exploration, and its saved scenarios, on the model of the same
 * version. `lanesOf` says how many lanes of the cluster a scenario takes for itself. */
export async function rehearse(
  { arbitrary, seed, runs, properties, regressions = [], signal }: Exploration,
  version: string,
  lanesOf: (scenario: Scenario) => number,
): Promise<Rehearsal> {
  const draws = Math.min(drawsMax, Math.max(drawsMin, runs * drawsPerRun));
  const adapter = modelAdapter({ version });

  async function rehearseOne(scenario: Scenario): Promise<Rehearsed> {
    // Timers (the sign of life of this run) get their turn.
    await nextTurn();
    const trace = await play(scenario, adapter, { suiteVersion });
    const judgements = [...judge(trace, properties)];
    const rest = trace.events.find((event) => event.event === 'phase' && event.phase === 'hold');
    return {
      exercised: judgements.filter(([, { status }]) => status === 'passed').map(([id]) => id),
      lasts: (rest?.at ?? 0) * lanesOf(scenario),
    };
  }

  const all = new Map<Scenario, Rehearsed>();
  for (const scenario of regressions) {
    if (!signal?.aborted) all.set(scenario, await rehearseOne(scenario));
  }
  const drawn: Draw[] = [];
  for (let run = 0; run < draws && !signal?.aborted; run += 1) {
    const scenario = drawScenario(arbitrary, seed, run).value_;
    const rehearsed = await rehearseOne(scenario);
    all.set(scenario, rehearsed);
    drawn.push({ run, ...rehearsed });
  }
  return {
    picked: pick(drawn, Math.min(runs, picksMax)),
    next: draws,
    atStake: atStakeIn(all),
  };
}

/** For each property those that are over soonest. */
function atStakeIn(rehearsed: ReadonlyMap<Scenario, Rehearsed>): AtStake {
  const scenarios = new Map<PropertyId, Scenario[]>();
  const soonest = [...rehearsed].toSorted(([, one], [, other]) => one.lasts - other.lasts);
  for (const [scenario, { exercised }] of soonest) {
    for (const id of exercised) {
      const known = scenarios.get(id) ?? [];
      if (known.length < keptForEach) scenarios.set(id, [...known, scenario]);
    }
  }
  return scenarios;
}

/** Greedy: each pick is the one that adds most per second, given what was picked before it. */
export function pick(draws: readonly Draw[], wanted: number): readonly number[] {
  const covered = new Map<PropertyId, number>();
  const left = new Set(draws);
  const picked: number[] = [];
  while (picked.length < wanted && left.size > 0) {
    const best = [...left].reduce((one, other) =>
      worth(other, covered) > worth(one, covered) ? other : one,
    );
    left.delete(best);
    picked.push(best.run);
    for (const id of best.exercised) covered.set(id, (covered.get(id) ?? 0) + 1);
  }
  return picked;
}

/** The first time that a property is put at stake counts most by far, each further time less. */
function worth({ exercised, lasts }: Rehearsed, covered: ReadonlyMap<PropertyId, number>): number {
  const gain = exercised.reduce((sum, id) => sum + 1 / (1 + (covered.get(id) ?? 0)) ** 2, 0);
  return gain / (1 + lasts / costlyMs);
}
