import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { gapsInTheMap, loadRequirements, loadUpstream } from './catalogue.ts';
import { documents } from './list.ts';

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

test.for([...documents().keys()])('docs/%s is what list --write generates', (name) => {
  const stored = readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
  expect(stored).toBe(documents().get(name));
});
