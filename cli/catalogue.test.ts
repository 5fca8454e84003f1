import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverageOf, entriesOf } from '../reports/map.ts';
import { gapsInTheMap, loadCatalogue, loadRequirements, loadUpstream } from './catalogue.ts';
import { loadExpectations } from './expected.ts';
import { documents } from './list.ts';

const catalogue = loadCatalogue();
const entries = entriesOf(catalogue);

test('every requirement has a property or a reason, and every property a requirement', () => {
  expect(gapsInTheMap(loadRequirements())).toEqual([]);
});

test("upstream's tests are about requirements that exist", () => {
  const known = new Set(loadRequirements().map(({ id }) => id));
  const named = loadUpstream().suites.flatMap(({ tests }) =>
    tests.flatMap(({ requirements }) => requirements),
  );
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

test('a mutant breaks a requirement that the property it must be noticed by claims', () => {
  const claims = new Map(catalogue.properties.map(({ id, requirements }) => [id, requirements]));
  const strays = catalogue.mutants.filter(
    ({ property, requirement }) => !claims.get(property)?.includes(requirement),
  );
  expect(strays.map(({ id }) => id)).toEqual([]);
});

test('a requirement that is judged has a mutant, or the model itself breaks it', () => {
  // A tolerance may be met or not, which nothing can break.
  const broken = new Set(loadExpectations().map(({ property }) => property));
  const toothless = entries.filter(
    ({ requirement, properties, mutants }) =>
      requirement.level !== 'tolerance' &&
      requirement.untested === undefined &&
      mutants.length === 0 &&
      !properties.some(({ id }) => broken.has(id)),
  );
  expect(toothless.map(({ requirement }) => requirement.id)).toEqual([]);
});

test("at most twenty requirements are untested, and nearly all of upstream's tests covered", () => {
  const untested = entries.filter(({ requirement }) => requirement.untested !== undefined);
  expect(untested.length).toBeLessThanOrEqual(20);
  const judged = new Set(catalogue.properties.flatMap(({ requirements }) => requirements));
  const tests = catalogue.upstream.suites.flatMap((suite) => suite.tests);
  const wanted = tests.filter((each) => coverageOf(each, judged) !== 'out of scope');
  const covered = wanted.filter((each) => coverageOf(each, judged) === 'covered');
  expect(covered.length / wanted.length).toBeGreaterThan(0.93);
});

test("what an entry says of upstream's tests is what these say of it", () => {
  for (const { tests, group } of catalogue.upstream.suites) {
    for (const { name, requirements } of tests) {
      const naming = entries.filter(({ upstream }) => upstream.includes(`${group}: ${name}`));
      expect(naming.map(({ requirement }) => requirement.id).toSorted()).toEqual(
        [...requirements].toSorted(),
      );
    }
  }
});

test.for([...documents().keys()])('docs/%s is what list --write generates', (name) => {
  const stored = readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
  expect(stored).toBe(documents().get(name));
});
