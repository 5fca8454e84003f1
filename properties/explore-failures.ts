/** The second half of an exploration: each failing property is confirmed, then shrunk. */
import type { Scenario } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';
import type { Exploration, Explored, Outcome } from './explore.ts';
import { drawScenario } from './explore-draw.ts';
import { deadline, playOrDoubt } from './explore-play.ts';
import { shrinkScenario, violationOf } from './explore-shrink.ts';
import type { Failure } from './merge.ts';
import { emptyTally, isFlaky, verdictOf } from './merge.ts';
import type { Property } from './property.ts';
import type { PropertyId, Violation } from './verdict.ts';

/** Confirms and shrinks the failure of every failing property, one after the other. */
export async function shrinkFailures(
  exploration: Exploration,
  explored: Explored,
): Promise<Outcome> {
  const tallies = new Map(explored.tallies);
  const traces = new Map<PropertyId, Trace>();
  for (const property of exploration.properties) {
    const tally = tallies.get(property.id);
    if (tally?.failure === undefined || exploration.known?.has(property.id)) continue;
    const shrunk = await shrinkFailure(exploration, property, tally.failure);
    tallies.set(property.id, { ...tally, failure: shrunk.failure });
    if (shrunk.trace) traces.set(property.id, shrunk.trace);
  }
  const verdicts = exploration.properties.map(({ id }) =>
    verdictOf(id, tallies.get(id) ?? emptyTally),
  );
  return { ...explored, tallies, verdicts, traces };
}

/** Confirms and shrinks one failure. */
export async function shrinkFailure(
  exploration: Exploration,
  property: Property,
  failure: Failure,
): Promise<{ readonly failure: Failure; readonly trace?: Trace }> {
  const { arbitrary, seed, signal, onShrink } = exploration;
  const { run, replay } = failure;
  const play = async (scenario: Scenario) => {
    const trace = await playOrDoubt(exploration.run, scenario, run);
    return typeof trace === 'string' ? undefined : trace;
  };
  const confirmed = await confirm(exploration, property, failure, play);
  if (run < 0 || isFlaky(confirmed.failure) || signal?.aborted) return confirmed;
  const isLate = deadline(exploration.now, exploration.shrinkBudgetMs);
  const shrunk = await shrinkScenario({
    property,
    arbitrary,
    drawn: drawScenario(arbitrary, seed, run),
    furtherSeeds: exploration.shrinkSeeds ?? 0,
    run: play,
    isOver: () => signal?.aborted === true || isLate(),
    onShrink: (scenario, shrinks) => onShrink?.(property.id, scenario, shrinks),
  });
  if (shrunk === undefined) return confirmed;
  const { best, shrinks } = shrunk;
  const { rate } = confirmed.failure.replay;
  return {
    trace: best.trace,
    failure: {
      run,
      violation: best.violation,
      replay: {
        seed,
        scenario: best.scenario,
        original: replay.scenario,
        shrinks,
        ...(rate && { rate }),
      },
    },
  };
}

/** Plays the failing scenario once more for its trace, and as often as it takes to trust it. */
async function confirm(
  exploration: Exploration,
  property: Property,
  failure: Failure,
  play: (scenario: Scenario) => Promise<Trace | undefined>,
): Promise<{ readonly failure: Failure; readonly trace?: Trace }> {
  const { confirm: times = 0, signal } = exploration;
  let failed = 0;
  let of = 0;
  let seen: { readonly violation: Violation; readonly trace: Trace } | undefined;
  while (of < Math.max(1, times) && !signal?.aborted) {
    const trace = await play(failure.replay.scenario);
    of += 1;
    const violation = trace && violationOf(property, trace);
    if (trace === undefined || violation === undefined) continue;
    failed += 1;
    seen = { violation, trace };
  }
  const isCounted = of > 0 && (times > 0 || failed < of);
  const replay = { ...failure.replay, ...(isCounted && { rate: { failed, of } }) };
  const { violation = failure.violation, trace } = seen ?? {};
  return { failure: { ...failure, violation, replay }, ...(trace && { trace }) };
}
