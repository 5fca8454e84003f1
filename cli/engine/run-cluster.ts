/** Explores on a real cluster: several scenarios at once, each in a namespace of its own. */
import type { Exploration, Outcome } from '../../properties/explore.ts';
import { exploreRuns, mergeExplored, nothingExplored } from '../../properties/explore.ts';
import { shrinkFailures } from '../../properties/explore-failures.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { Adapter } from '../../adapters/adapter.ts';
import { play } from '../../adapters/play.ts';
import { scenarioArbitrary } from '../../specs/arbitraries/scenario.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Pairs } from '../../specs/pairs.ts';
import { addPairsOf, countPairs, noPairs } from '../../specs/pairs.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import { faultOf, holdsUpControllers } from '../../specs/scenario.ts';
import type { Target } from '../../specs/target.ts';
import type { Trace } from '../../specs/trace.ts';
import { carriedOut } from '../../specs/trace.ts';
import type { TargetOption } from '../options.ts';
import { keepTrace } from '../save.ts';
import { suiteVersion } from '../version.ts';
import type { Campaign, Campaigned } from './campaign.ts';
import { workloadKinds } from './campaign.ts';
import { openTarget } from './open-target.ts';
import { isPlayable, loadRegressions } from './regressions.ts';
import { rehearse } from './rehearse.ts';
import { giveSecondChance } from './second-chance.ts';

/** Scenarios at once unless asked otherwise: most of their time is spent waiting for rest. */
const defaultLanes = 6;

/** Runs the whole campaign; whatever it made in the cluster is removed before it returns. */
export async function runOnCluster(where: TargetOption, campaign: Campaign): Promise<Campaigned> {
  const lanes = campaign.workers ?? defaultLanes;
  const { adapter, notModelled } = await openTarget(where, { ...campaign, lanes });
  try {
    const target = await adapter.describe();
    const outcomes: { readonly kind: WorkloadKind; readonly outcome: Outcome }[] = [];
    const counts: Counts = { commands: 0, events: 0, pairs: new Map() };
    for (const kind of workloadKinds) {
      const runs = campaign.runs[kind];
      if (runs === undefined) continue;
      const outcome = await exploreKind(kind, runs, adapter, target, campaign, counts);
      outcomes.push({ kind, outcome });
    }
    return {
      adapter: adapter.name,
      target,
      verdicts: outcomes.flatMap(({ outcome }) => outcome.verdicts),
      traces: new Map(outcomes.flatMap(({ outcome }) => [...outcome.traces])),
      scenarios: Object.fromEntries(
        outcomes.map(({ kind, outcome }) => [kind, outcome.scenarios]),
      ),
      commands: counts.commands,
      events: counts.events,
      pairs: Object.fromEntries(
        [...counts.pairs].map(([kind, pairs]) => [
          kind,
          countPairs(kind, pairs, adapter.capabilities),
        ]),
      ),
      standstills: outcomes.map(({ outcome }) => outcome).reduce(mergeExplored, nothingExplored)
        .standstills,
      isPartial: outcomes.some(({ outcome }) => outcome.isPartial),
      notModelled,
    };
  } finally {
    await adapter.close();
  }
}

/** What is counted over the whole campaign. */
interface Counts {
  commands: number;
  events: number;
  readonly pairs: Map<WorkloadKind, Pairs>;
}

async function exploreKind(
  kind: WorkloadKind,
  runs: number,
  adapter: Adapter,
  target: Target,
  campaign: Campaign,
  counts: Counts,
): Promise<Outcome> {
  const { seed, signal, confirm, shrinkBudgetMs, workers, isKnown, onProgress } = campaign;
  const properties = campaign.properties.filter((each) => each.controller === kind);
  const ids = properties.map(({ id }) => id);
  const regressions = loadRegressions(kind)
    .filter((scenario) => isPlayable(scenario, adapter.capabilities))
    .toSorted(byLanes);
  const failing = new Set<PropertyId>();
  // A failure that does not come back is still evidence: its first trace is kept.
  const evidence = new Map<PropertyId, Trace>();
  let total = runs + regressions.length;
  let done = 0;
  const pairs = noPairs(kind);
  counts.pairs.set(kind, pairs);
  const exploration: Exploration = {
    properties,
    arbitrary: scenarioArbitrary(kind, { pace: 'wall', faults: adapter.capabilities }),
    seed,
    runs,
    regressions,
    concurrency: workers ?? defaultLanes,
    confirm,
    known: new Set(ids.filter((id) => isKnown(id, adapter.name, target.version))),
    shrinkBudgetMs,
    now: () => performance.now(),
    signal,
    run: (scenario: Scenario): Promise<Trace> => play(scenario, adapter, { suiteVersion, signal }),
    onRun({ trace, judgements }) {
      if (campaign.keepTraces !== undefined) keepTrace(campaign.keepTraces, trace);
      done += 1;
      total = Math.max(total, done);
      addPairsOf(kind, trace, pairs);
      counts.events += trace.events.length;
      counts.commands += carriedOut(trace);
      for (const [id, { status }] of judgements) {
        if (status !== 'failed' || failing.has(id)) continue;
        failing.add(id);
        evidence.set(id, trace);
      }
      onProgress?.({ controller: kind, done, total, failing: [...failing] });
    },
    onShrink(property, { steps }) {
      const shrinking = { property, steps: steps.length };
      onProgress?.({ controller: kind, done, total, failing: [...failing], shrinking });
    },
  };
  const lanes = workers ?? defaultLanes;
  const lanesOf = (scenario: Scenario) => (holdsUpControllers(scenario) ? lanes : 1);
  const { picked, next, atStake } = await rehearse(exploration, target.version, lanesOf);
  const explored = await exploreRuns({ ...exploration, picked, firstRun: next });
  const all = await giveSecondChance(exploration, explored, atStake);
  const outcome = await shrinkFailures(exploration, all);
  return { ...outcome, traces: new Map([...evidence, ...outcome.traces]) };
}

/** Long ones first, and those that need all lanes last: each of these waits until the others are
 * through. */
export function byLanes(one: Scenario, other: Scenario): number {
  return (
    Number(holdsUpControllers(one)) - Number(holdsUpControllers(other)) ||
    lengthOf(other) - lengthOf(one)
  );
}

/** From the first step until the last one is played and the last fault is over. */
function lengthOf({ steps }: Scenario): Millis {
  let start = 0;
  let end = 0;
  for (const step of steps) {
    start += step.after;
    const fault = faultOf(step);
    end = Math.max(end, start + (fault && 'for' in fault ? fault.for : 0));
  }
  return end;
}
