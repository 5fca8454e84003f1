/** The teeth of one controller's properties as tests: one per mutant. Only tests import it. */
import { beforeAll, expect, test } from 'vitest';
import { properties } from '../../properties/index.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { failingAnyway, killMutant } from './kill.ts';
import { loadMutants } from './mutants.ts';

const patience = { timeout: 600_000 };
const budget = { seed: 1, runs: 1500 };

/** Declares a test for every mutant that a property of this controller must notice. */
export function testTeeth(controller: WorkloadKind): void {
  const own = new Set(
    properties.filter((each) => each.controller === controller).map(({ id }) => id),
  );
  const mutants = loadMutants().filter(({ property }) => own.has(property));
  let failing: ReadonlySet<PropertyId> = new Set();

  beforeAll(async () => {
    failing = new Set(await failingAnyway(controller, budget));
  }, patience.timeout);

  test.for(mutants)('$property notices $id', patience, async (mutant) => {
    const { isKilled, scenarios, by, error } = await killMutant(mutant, failing, budget);
    expect({ isKilled, error }, `${mutant.story} (${scenarios} scenarios; others: ${by.join()})`)
      .toEqual({ isKilled: true, error: undefined });
  });
}
