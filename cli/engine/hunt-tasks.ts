/** What a hunt is asked for and answers, as plain data, and the hunt itself. */
import { clusterAdapter } from '../../adapters/cluster/adapter.ts';
import { drawScenario } from '../../properties/explore-draw.ts';
import type { Exploration } from '../../properties/explore.ts';
import type { Property } from '../../properties/property.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import { scenarioArbitrary } from '../../specs/arbitraries/scenario.ts';
import { expectationFor } from '../../specs/expectations.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import { holdsUpControllers } from '../../specs/scenario.ts';
import { properties } from '../catalogue.ts';
import { loadExpectations } from '../expected.ts';
import { hunt } from './hunt.ts';
import type { Rehearsal } from './rehearse.ts';
import { rehearse } from './rehearse.ts';
import { isPlayable, loadRegressions } from './regressions.ts';

export interface HuntTask {
  readonly controller: WorkloadKind;
  readonly version: string;
  /** kubeconfigs: of the cluster with the defect, and of one without. */
  readonly mutant: string;
  readonly sound: string;
  readonly seed: number;
  readonly rehearsal: Rehearsal;
  readonly lanes: number;
  readonly limitMs: Millis;
}

export interface HuntResult {
  readonly by: readonly PropertyId[];
  /** The title of the scenario, or the number of its draw. */
  readonly scenario?: string;
  readonly doubtful: readonly PropertyId[];
  readonly scenarios: number;
  readonly seconds: number;
}

export interface HuntNote {
  readonly failing: readonly PropertyId[];
  readonly title: string;
}

/** Plays the saved scenarios, then drawn ones, on a mutant. */
export async function huntTask(
  task: HuntTask,
  onFailure: (failing: readonly PropertyId[], title: string) => void,
): Promise<HuntResult> {
  const { controller, version, seed, lanes, limitMs, rehearsal } = task;
  const open = (kubeconfig: string) => clusterAdapter({ kubeconfig, lanes });
  const mutant = open(task.mutant);
  const titles = new Map<Scenario, string>();
  const saved = loadRegressions(controller)
    .filter((scenario) => isPlayable(scenario, mutant.capabilities))
    .toSorted(byLength);
  function* scenarios(): Iterable<Scenario> {
    yield* saved;
    const arbitrary = scenarioArbitrary(controller, { pace: 'wall', faults: mutant.capabilities });
    for (const run of runsOf(rehearsal)) {
      const scenario = drawScenario(arbitrary, seed, run).value_;
      titles.set(scenario, `draw ${run} of seed ${seed}`);
      yield scenario;
    }
  }
  const titleOf = (scenario: Scenario) => titles.get(scenario) ?? scenario.title ?? 'saved';
  const { scenario, ...hunted } = await hunt({
    mutant,
    sound: open(task.sound),
    properties: newsworthy(controller, version),
    scenarios: scenarios(),
    lanes,
    limitMs,
    onFailure: (failing, failed) => onFailure(failing, titleOf(failed)),
  });
  return { ...hunted, ...(scenario && { scenario: titleOf(scenario) }) };
}

/** Which draws are worth their time on a cluster; takes the model some seconds. */
export function rehearseFor(
  controller: WorkloadKind,
  version: string,
  kubeconfig: string,
  seed: number,
  lanes: number,
): Promise<Rehearsal> {
  const { capabilities } = clusterAdapter({ kubeconfig, lanes });
  const exploration: Exploration = {
    properties: newsworthy(controller, version),
    arbitrary: scenarioArbitrary(controller, { pace: 'wall', faults: capabilities }),
    seed,
    runs: picks,
    run: () => Promise.reject(new Error('a rehearsal plays nothing')),
  };
  return rehearse(exploration, version, (each) => (holdsUpControllers(each) ? lanes : 1));
}

/** About as many as are played within ten minutes, after the saved ones. */
const picks = 10;

/** Those of a controller that are not known to fail on this release anyway. */
function newsworthy(controller: WorkloadKind, version: string): readonly Property[] {
  const expectations = loadExpectations();
  const today = new Date().toISOString().slice(0, 10);
  return properties.filter(
    ({ id: property, controller: of, expectation }) =>
      of === controller &&
      expectation !== 'sometimes' &&
      !expectationFor({ property, adapter: 'kubeconfig', version }, expectations, today),
  );
}

function* runsOf({ picked, next }: Rehearsal): Iterable<number> {
  yield* picked;
  for (let run = next; ; run += 1) yield run;
}

/** Short ones first, for the first failure ends the hunt; those that take all lanes last. */
function byLength(one: Scenario, other: Scenario): number {
  const lengthOf = ({ steps }: Scenario) => steps.reduce((sum, { after }) => sum + after, 0);
  return (
    Number(holdsUpControllers(one)) - Number(holdsUpControllers(other)) ||
    lengthOf(one) - lengthOf(other)
  );
}
