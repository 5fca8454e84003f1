/**
 * Picks the scenarios that are worth their time on a real cluster. A scenario there takes tens of
 * seconds, on the model milliseconds; so many are drawn and rehearsed on the model, and those are
 * picked that together put every property at stake, the rarely exercised ones first.
 *
 * Only *which* scenarios are played depends on the rehearsal; what they mean is judged afresh.
 */
import { modelAdapter } from '../../adapters/model/adapter.ts';
import { play } from '../../adapters/play.ts';
import type { Exploration } from '../../properties/explore.ts';
import { drawScenario } from '../../properties/explore-draw.ts';
import { judge } from '../../properties/judge.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import { suiteVersion } from '../version.ts';

/** Draws per scenario that is wanted, and their limits. */
const drawsPerRun = 20;
const drawsMin = 200;
const drawsMax = 1_000;
/** More picks than this add little that plain draws would not. */
const picksMax = 200;
/** A scenario that takes this long on a cluster costs twice one that takes no time. */
const costlyMs: Millis = 20_000;

interface Rehearsed {
  readonly run: number;
  readonly exercised: readonly PropertyId[];
  /** Virtual time from the start until the world came to rest, for every lane that it takes. */
  readonly lasts: Millis;
}

/** Numbers of draws: first the picked ones, then, from `next` on, whatever follows. */
export interface Rehearsal {
  readonly picked: readonly number[];
  readonly next: number;
}

/** Rehearses the draws of an exploration on the model of the same version. `lanesOf` says how many
 * lanes of the cluster a scenario takes for itself. */
export async function rehearse(
  { arbitrary, seed, runs, properties, signal }: Exploration,
  version: string,
  lanesOf: (scenario: Scenario) => number,
): Promise<Rehearsal> {
  const draws = Math.min(drawsMax, Math.max(drawsMin, runs * drawsPerRun));
  const adapter = modelAdapter({ version });
  const rehearsed: Rehearsed[] = [];
  for (let run = 0; run < draws && !signal?.aborted; run += 1) {
    const scenario = drawScenario(arbitrary, seed, run).value_;
    const trace = await play(scenario, adapter, { suiteVersion });
    const judgements = [...judge(trace, properties)];
    const rest = trace.events.find((event) => event.event === 'phase' && event.phase === 'hold');
    rehearsed.push({
      run,
      exercised: judgements.filter(([, { status }]) => status === 'passed').map(([id]) => id),
      lasts: (rest?.at ?? 0) * lanesOf(scenario),
    });
  }
  return { picked: pick(rehearsed, Math.min(runs, picksMax)), next: draws };
}

/** Greedy: each pick is the one that adds most per second, given what was picked before it. */
export function pick(rehearsed: readonly Rehearsed[], wanted: number): readonly number[] {
  const covered = new Map<PropertyId, number>();
  const left = new Set(rehearsed);
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
