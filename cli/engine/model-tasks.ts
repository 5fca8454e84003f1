/** What the worker threads of a campaign on the model are asked, and how it is done. */
import type { Adapter } from '../../adapters/adapter.ts';
import { modelAdapter } from '../../adapters/model/adapter.ts';
import { play } from '../../adapters/play.ts';
import type { Exploration, Explored } from '../../properties/explore.ts';
import { exploreRuns } from '../../properties/explore.ts';
import { shrinkFailure } from '../../properties/explore-failures.ts';
import type { Failure } from '../../properties/merge.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import { properties } from '../../properties/index.ts';
import { scenarioArbitrary } from '../../specs/arbitraries/scenario.ts';
import type { FeatureGate, Version } from '../../specs/features.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Pairs } from '../../specs/pairs.ts';
import { addPairsOf, noPairs } from '../../specs/pairs.ts';
import type { Scenario } from '../../specs/scenario.ts';
import type { Trace } from '../../specs/trace.ts';
import { carriedOut } from '../../specs/trace.ts';
import { keepTrace } from '../save.ts';
import { suiteVersion } from '../version.ts';
import { loadRegressions } from './regressions.ts';

/** What is the same for all tasks of a campaign. */
export interface ModelCampaign {
  readonly version: Version;
  readonly featureGates: Partial<Record<FeatureGate, boolean>>;
  readonly seed: number;
  readonly properties: readonly PropertyId[];
  readonly keepTraces?: string | undefined;
}

export type ModelTask = { readonly controller: WorkloadKind } & (
  | { readonly task: 'explore'; readonly firstRun: number; readonly runs: number }
  | { readonly task: 'regressions' }
  | { readonly task: 'shrink'; readonly property: PropertyId; readonly failure: Failure }
);

export type ModelResult =
  | {
      readonly explored: Explored;
      readonly commands: number;
      readonly events: number;
      readonly pairs: Pairs;
    }
  | { readonly failure: Failure; readonly trace?: Trace };

/** Told after every smaller scenario that was found. */
export interface ShrinkNote {
  readonly property: PropertyId;
  readonly steps: number;
}

/** On the model a scenario takes milliseconds: a few more tries make counterexamples smaller. */
const shrinkSeeds = 3;

/** Does one task. */
export async function handleModelTask(
  campaign: ModelCampaign,
  task: ModelTask,
  tell: (note: ShrinkNote) => void,
): Promise<ModelResult> {
  const exploration = explorationOf(campaign, task.controller);
  const keep = (trace: Trace) => {
    if (campaign.keepTraces !== undefined) keepTrace(campaign.keepTraces, trace);
  };
  const exploreCounting = (some: Exploration) => countWhileExploring(some, task.controller, keep);
  switch (task.task) {
    case 'explore':
      return exploreCounting({ ...exploration, firstRun: task.firstRun, runs: task.runs });
    case 'regressions': {
      const regressions = loadRegressions(task.controller);
      return exploreCounting({ ...exploration, regressions, runs: 0 });
    }
    case 'shrink': {
      const property = exploration.properties.find(({ id }) => id === task.property);
      if (property === undefined) throw new Error(`there is no property ${task.property}`);
      const onShrink = (id: PropertyId, { steps }: Scenario) =>
        tell({ property: id, steps: steps.length });
      return shrinkFailure({ ...exploration, onShrink }, property, task.failure);
    }
    default:
      return task satisfies never;
  }
}

/** The exploration of one controller on the model, without runs. */
export function explorationOf(campaign: ModelCampaign, controller: WorkloadKind): Exploration {
  const { version, featureGates, seed } = campaign;
  const adapter = modelAdapter({ version, featureGates });
  const chosen = new Set(campaign.properties);
  return {
    properties: properties.filter((each) => each.controller === controller && chosen.has(each.id)),
    arbitrary: arbitraryOf(controller, adapter),
    seed,
    runs: 0,
    shrinkSeeds,
    run: (scenario) => play(scenario, adapter, { suiteVersion }),
  };
}

const arbitraries = new Map<WorkloadKind, Exploration['arbitrary']>();

/** Made for the first task and used for all: what the model can cause depends on nothing. */
function arbitraryOf(controller: WorkloadKind, adapter: Adapter): Exploration['arbitrary'] {
  const { capabilities: faults } = adapter;
  const made =
    arbitraries.get(controller) ?? scenarioArbitrary(controller, { pace: 'virtual', faults });
  arbitraries.set(controller, made);
  return made;
}

async function countWhileExploring(
  exploration: Exploration,
  controller: WorkloadKind,
  keep: (trace: Trace) => void,
): Promise<ModelResult> {
  let commands = 0;
  let events = 0;
  const pairs = noPairs(controller);
  const explored = await exploreRuns({
    ...exploration,
    onRun({ trace }) {
      keep(trace);
      addPairsOf(controller, trace, pairs);
      events += trace.events.length;
      commands += carriedOut(trace);
    },
  });
  return { explored, commands, events, pairs };
}
