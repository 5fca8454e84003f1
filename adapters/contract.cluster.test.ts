/** The contract on a real control plane, and the model beside it on the same scenarios. Needs
 * PLIMSOLL_KUBECONFIG; `npm run test:cluster` says so when it is missing. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { isPlayable } from '../cli/engine/regressions.ts';
import { byLanes } from '../cli/engine/run-cluster.ts';
import { judge } from '../properties/judge.ts';
import { properties } from '../properties/index.ts';
import { readScenario } from '../specs/scenario-file.ts';
import type { Scenario } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';
import { clusterAdapter } from './cluster/adapter.ts';
import { describeContract } from './contract.ts';
import { finalState } from './final-state.ts';
import { modelAdapter } from './model/adapter.ts';
import { play } from './play.ts';

const kubeconfig = process.env['PLIMSOLL_KUBECONFIG'];
if (kubeconfig === undefined) {
  throw new Error(
    'PLIMSOLL_KUBECONFIG is not set: start a control plane with ' +
      '`npm run -s plimsoll -- cluster up` and set it to the path that this prints last',
  );
}

const timeoutMs = 300_000;
const cluster = clusterAdapter({ kubeconfig });
const model = modelAdapter({});
const options = { suiteVersion: 'contract' };
const folder = new URL('../specs/regressions/', import.meta.url);

afterAll(() => cluster.close(), timeoutMs);

describeContract('kubeconfig', cluster, timeoutMs);

const failing = (trace: Trace) =>
  [...judge(trace, properties)].filter(([, { status }]) => status === 'failed').map(([id]) => id);

/** Scenarios whose trouble both can cause; what only the model can do has nothing to compare. */
const scenarios = readdirSync(folder)
  .toSorted()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))
  .map(({ name, text }) => ({ name, scenario: readScenario(text, name) }))
  .filter(({ scenario }) => isPlayable(scenario, cluster.capabilities))
  .toSorted((one, other) => byLanes(one.scenario, other.scenario));

/** What may end in several ways (which node a surge begins with, which request came first) does so
 * on the model under different seeds; the real controllers must end in one of these ways. */
const seeds = Array.from({ length: 90 }, (_, index) => index + 1);

/** On the wall clock a step comes a little late at times, and then meets another state of things:
 * so do the steps of two in three of the model's runs, each by up to three seconds. */
function onTheWallClock(scenario: Scenario, seed: number): Scenario {
  if (seed % 3 === 0) return { ...scenario, seed };
  const late = (index: number) => (seed * 7_919 + index * 104_729) % 3_000;
  const steps = scenario.steps.map((step, index) => ({ ...step, after: step.after + late(index) }));
  return { ...scenario, seed, steps };
}

describe('the model and a real control plane', () => {
  test.for(scenarios)(
    'end $name in the same objects and the same verdicts',
    // Several at once, as a run does; the time includes the wait for a lane.
    { timeout: 4 * timeoutMs, concurrent: true },
    async ({ scenario }) => {
      const modelled = await Promise.all(
        seeds.map((seed) => play(onTheWallClock(scenario, seed), model, options)),
      );
      const real = await play(scenario, cluster, options);
      expect(modelled.map(finalState)).toContainEqual(finalState(real));
      expect(modelled.map(failing)).toContainEqual(failing(real));
    },
  );
});
