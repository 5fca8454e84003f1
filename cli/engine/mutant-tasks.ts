/** What a worker does with its mutant of the model; loaded after the mistake is in place. */
import { modelVersion } from '../../adapters/model/adapter.ts';
import type { Exploration, Explored } from '../../properties/explore.ts';
import { exploreRuns } from '../../properties/explore.ts';
import { properties } from '../../properties/index.ts';
import { explorationOf } from './model-tasks.ts';
import type { MutantResult, MutantTask } from './mutant-worker.ts';
import { loadRegressions } from './regressions.ts';

/** How many drawn scenarios a survivor is shown to the other properties in. */
const runsForOthers = 100;

/** Plays the regressions, then drawn scenarios, until the property fails or all runs are spent.
 * While it is hunting, the other properties are left out, which makes it twice as fast; what they
 * would say is asked only where it found nothing. */
export async function exploreUntilFailure(task: MutantTask): Promise<MutantResult> {
  const { controller, property, seed, runs } = task;
  const featureGates = Object.fromEntries(task.gates.map((gate) => [gate, true]));
  const everything: Exploration = {
    ...explorationOf(
      { version: modelVersion, featureGates, seed, properties: properties.map(({ id }) => id) },
      controller,
    ),
    regressions: loadRegressions(controller),
  };
  if (property === undefined) return resultOf(await exploreRuns({ ...everything, runs }), task);
  const found = new AbortController();
  const explored = await exploreRuns({
    ...everything,
    properties: everything.properties.filter(({ id }) => id === property),
    runs,
    signal: found.signal,
    onRun({ judgements }) {
      if (judgements.get(property)?.status === 'failed') found.abort();
    },
  });
  if (found.signal.aborted) return resultOf(explored, task);
  const others = await exploreRuns({ ...everything, runs: Math.min(runs, runsForOthers) });
  return { ...resultOf(others, task), isKilled: false, scenarios: explored.scenarios };
}

function resultOf({ tallies, scenarios }: Explored, { property }: MutantTask): MutantResult {
  const failing = [...tallies].flatMap(([id, { failure }]) => (failure ? [id] : []));
  const isKilled = property !== undefined && tallies.get(property)?.failure !== undefined;
  return { isKilled, scenarios, failing };
}
