/**
 * The teeth: every mutant of the model is killed by the property that it names, every property
 * kills one, and the published table has them all.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { whereKilled } from '../reports/kill-table.ts';
import { properties } from './catalogue.ts';
import type { Kill } from './engine/kill.ts';
import { killMutants } from './engine/kill.ts';
import { loadMutants } from './engine/mutants.ts';
import { loadExpectations } from './expected.ts';

const mutants = loadMutants();
const table = readFileSync(new URL('../docs/mutants.md', import.meta.url), 'utf8');

describe('the mutants', () => {
  let kills: readonly Kill[] = [];

  beforeAll(async () => {
    // The scenario that is on record comes first. Where that does not kill any more, all others do.
    kills = await killMutants(mutants, { seed: 1, runs: 2000, first: whereKilled(table) });
  }, 1_200_000);

  test.for(mutants.map(({ id, property }) => [id, property] as const))(
    '%s is killed by %s',
    ([id]) => {
      const kill = kills.find(({ mutant }) => mutant.id === id);
      expect(kill).toMatchObject({ isKilled: true });
    },
  );
});

describe('the map', () => {
  // What the model itself is known to break needs no mutant: the model is one.
  const broken = new Set(loadExpectations().map(({ property }) => property));
  const judged = properties.filter(
    ({ id, expectation }) => expectation !== 'sometimes' && !broken.has(id),
  );

  // A claim that is judged on the scenarios of several controllers is one claim: it is noticed or it
  // is not, whoever's scenarios it was judged on.
  const claimOf = (id: string) => id.slice(id.indexOf('/') + 1);

  test.for([...new Set(judged.map(({ id }) => claimOf(id)))])('%s has a mutant', (claim) => {
    const own = mutants.filter(({ property }) => claimOf(property) === claim);
    expect(own.length).toBeGreaterThan(0);
  });
  test.for(mutants.map(({ id }) => id))('%s is in docs/mutants.md', (id) => {
    expect(table).toContain(`| ${id} |`);
  });
});
