/** What a worker does with its mutant of the model; loaded after the mistake is in place. */
import { modelVersion } from '../../adapters/model/adapter.ts';
import type { Explored } from '../../properties/explore.ts';
import { exploreRuns, mergeExplored } from '../../properties/explore.ts';
import { properties } from '../../properties/index.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import { explorationOf } from './model-tasks.ts';
import type { MutantResult, MutantTask } from './mutant-worker.ts';
import { loadRegressions } from './regressions.ts';

/** Between two looks at whether the property has failed. */
const runsAtOnce = 10;

/** Plays the regressions, then drawn scenarios, until the property fails or all runs are spent. */
export async function exploreUntilFailure(task: MutantTask): Promise<MutantResult> {
  const { controller, property, seed, runs } = task;
  const featureGates = Object.fromEntries(task.gates.map((gate) => [gate, true]));
  const exploration = explorationOf(
    { version: modelVersion, featureGates, seed, properties: properties.map(({ id }) => id) },
    controller,
  );
  const regressions = loadRegressions(controller);
  let explored = await exploreRuns({ ...exploration, regressions, runs: 0 });
  for (let firstRun = 0; firstRun < runs && !hasFailed(explored, property); ) {
    const stretch = Math.min(runsAtOnce, runs - firstRun);
    const more = await exploreRuns({ ...exploration, firstRun, runs: stretch });
    explored = mergeExplored(explored, more);
    firstRun += stretch;
  }
  const { tallies, scenarios } = explored;
  const failing = [...tallies].flatMap(([id, { failure }]) => (failure ? [id] : []));
  const first = property === undefined ? undefined : tallies.get(property)?.failure?.run;
  return {
    isKilled: first !== undefined,
    scenarios: first === undefined ? scenarios : first + regressions.length + 1,
    failing,
  };
}

function hasFailed({ tallies }: Explored, property: PropertyId | undefined): boolean {
  return property !== undefined && tallies.get(property)?.failure !== undefined;
}
