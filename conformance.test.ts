/**
 * The front door: for each controller, explore scenarios on the reference model and assert one
 * verdict per property. What was never at stake has not passed.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { modelAdapter } from './adapters/model/adapter.ts';
import { play } from './adapters/play.ts';
import { loadRegressions } from './cli/engine/regressions.ts';
import { explore } from './properties/explore.ts';
import { properties } from './properties/index.ts';
import type { Verdict } from './properties/verdict.ts';
import { scenarioArbitrary } from './specs/arbitraries/scenario.ts';

const controllers = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
const seed = 1;
const runs = 300;

describe.for(controllers)('%s', (controller) => {
  const claims = properties.filter((property) => property.controller === controller);
  const adapter = modelAdapter({});
  let verdicts: readonly Verdict[] = [];

  beforeAll(async () => {
    const outcome = await explore({
      properties: claims,
      arbitrary: scenarioArbitrary(controller, { pace: 'virtual', faults: adapter.capabilities }),
      seed,
      runs,
      regressions: loadRegressions(controller),
      run: (scenario) => play(scenario, adapter, { suiteVersion: 'test' }),
    });
    verdicts = outcome.verdicts;
  });

  test.for(claims)('$title', ({ id, needs = [] }) => {
    const verdict = verdicts.find((each) => each.property === id);
    const isGated = needs.length > 0 && verdict?.status === 'unsupported';
    expect(isGated || verdict).toSatisfy(
      (each: true | Verdict | undefined) => each === true || each?.status === 'passed',
      JSON.stringify(verdict, undefined, 2),
    );
  });
});
