/** Hunts a mistake until its property fails, shrinks the failure, and leaves a report of it. Loads
 * no model itself: it plays on the one that it is given. */
import type { Adapter } from '../../adapters/adapter.ts';
import { play } from '../../adapters/play.ts';
import type { Exploration } from '../../properties/explore.ts';
import { exploreRuns } from '../../properties/explore.ts';
import { shrinkFailures } from '../../properties/explore-failures.ts';
import { properties } from '../../properties/index.ts';
import { consoleSummary } from '../../reports/console.ts';
import { compile } from '../../reports/report.ts';
import { scenarioArbitrary } from '../../specs/arbitraries/scenario.ts';
import { carriedOut } from '../../specs/trace.ts';
import { loadRequirements } from '../catalogue.ts';
import { saveReport } from '../save.ts';
import { suiteVersion } from '../version.ts';
import type { Mutant } from './mutants.ts';

export interface DemoOptions {
  /** Scenarios at most. */
  readonly runs: number;
  /** Where the report goes. */
  readonly out: string;
  readonly colour: boolean;
}

/** What there is to see, for the terminal; undefined where nothing broke. */
export async function demonstrate(
  adapter: Adapter,
  { id, property: wanted }: Mutant,
  { runs, out, colour }: DemoOptions,
): Promise<string | undefined> {
  const property = properties.find((each) => each.id === wanted);
  if (property === undefined) throw new Error(`there is no property ${wanted}`);
  const startedAt = new Date();
  const found = new AbortController();
  const counts = { commands: 0, events: 0 };
  const exploration: Exploration = {
    properties: [property],
    arbitrary: scenarioArbitrary(property.controller, {
      pace: 'virtual',
      faults: adapter.capabilities,
    }),
    seed: 1,
    runs,
    shrinkSeeds: 3,
    run: (scenario) => play(scenario, adapter, { suiteVersion }),
  };
  const explored = await exploreRuns({
    ...exploration,
    signal: found.signal,
    onRun({ trace, judgements }) {
      counts.commands += carriedOut(trace);
      counts.events += trace.events.length;
      if (judgements.get(property.id)?.status === 'failed') found.abort();
    },
  });
  if (!found.signal.aborted) return undefined;
  const { verdicts, traces } = await shrinkFailures(exploration, explored);
  const report = compile({
    suiteVersion,
    adapter: `${adapter.name} with the mistake ${id}`,
    target: await adapter.describe(),
    requirements: loadRequirements(),
    properties: [property],
    verdicts,
    notModelled: [],
    run: {
      command: `npm run -s plimsoll -- demo --mutant ${id}`,
      seed: exploration.seed,
      budget: 'until it breaks',
      scenarios: { [property.controller]: explored.scenarios },
      ...counts,
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      interrupted: false,
      selection: [property.id],
    },
  });
  const [picture] = saveReport(out, report, ['html', 'yaml'], traces);
  return `${consoleSummary(report, { colour, traces })}\npicture  ${picture}`;
}
