/**
 * The front door: for each controller, explore scenarios on the reference model and assert one
 * verdict per property. What was never at stake has not passed; what is known to be broken is.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { modelAdapter } from './adapters/model/adapter.ts';
import { play } from './adapters/play.ts';
import { loadRegressions } from './cli/engine/regressions.ts';
import { explore } from './properties/explore.ts';
import { loadExpectations } from './cli/expected.ts';
import { properties } from './properties/index.ts';
import type { Verdict } from './properties/verdict.ts';
import { scenarioArbitrary } from './specs/arbitraries/scenario.ts';

const controllers = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
/** What the model, like the real controllers, is known to break (docs/findings). */
const known = new Set(
  loadExpectations()
    .filter(({ adapters }) => adapters?.includes('model') ?? true)
    .map(({ property }) => property),
);
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
      known,
      run: (scenario) => play(scenario, adapter, { suiteVersion: 'test' }),
    });
    verdicts = outcome.verdicts;
  });

  test.for(claims)('$title', ({ id, needs = [] }) => {
    const verdict = verdicts.find((each) => each.property === id);
    const isGated = needs.length > 0 && verdict?.status === 'unsupported';
    if (known.has(id) || isGated) return expect(verdict?.status).not.toBe('error');
    expect(verdict, JSON.stringify(verdict, undefined, 2)).toMatchObject({ status: 'passed' });
  });
});
