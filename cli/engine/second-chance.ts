/**
 * Where time is the wall clock's, a step may come so late that what it was to put at stake is over.
 * A property that no scenario of a run put at stake, or whose scenarios could not be judged, gets
 * those again that did so on the model.
 */
import type { Exploration, Explored } from '../../properties/explore.ts';
import { exploreRuns, mergeExplored } from '../../properties/explore.ts';
import { emptyTally, verdictOf } from '../../properties/merge.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { Scenario } from '../../specs/scenario.ts';

/** For each property the scenarios that are known to put it at stake, the best first. */
export type AtStake = ReadonlyMap<PropertyId, readonly Scenario[]>;

/** How often it is tried again. */
const chances = 2;

/** Plays and judges what is worth a second try, and adds it to what was found. */
export async function giveSecondChance(
  exploration: Exploration,
  explored: Explored,
  atStake: AtStake,
): Promise<Explored> {
  let all = explored;
  for (let chance = 0; chance < chances && !exploration.signal?.aborted; chance += 1) {
    const regressions = scenariosFor(undecided(exploration, all), atStake, chance);
    if (regressions.length === 0) break;
    const again = await exploreRuns({ ...exploration, regressions, picked: [], runs: 0 });
    all = mergeExplored(all, again);
  }
  return all;
}

function undecided({ properties }: Exploration, { tallies }: Explored): readonly PropertyId[] {
  return properties
    .map(({ id }) => verdictOf(id, tallies.get(id) ?? emptyTally))
    .filter(({ status }) => status === 'vacuous' || status === 'inconclusive')
    .map(({ property }) => property);
}

/** One for each, another one each time; a scenario that serves several is played once. */
function scenariosFor(
  ids: readonly PropertyId[],
  atStake: AtStake,
  chance: number,
): readonly Scenario[] {
  const chosen = new Set<Scenario>();
  for (const id of ids) {
    const scenarios = atStake.get(id) ?? [];
    const one = scenarios[chance % scenarios.length];
    if (one !== undefined) chosen.add(one);
  }
  return [...chosen];
}
