/** The two-way map as plain data: requirement ⇄ property ⇄ mutant ⇄ upstream's tests. */
import type { Property } from '../properties/property.ts';
import type { Requirement } from '../specs/requirement.ts';
import type { UpstreamMap, UpstreamTest } from '../specs/upstream.ts';

/** What of a mutant the map needs. */
export interface MutantRow {
  readonly id: string;
  readonly property: string;
  readonly requirement: string;
  readonly story: string;
}

/** Everything that the map is made of. */
export interface Catalogue {
  readonly requirements: readonly Requirement[];
  readonly properties: readonly Property[];
  readonly mutants: readonly MutantRow[];
  readonly upstream: UpstreamMap;
}

/** One requirement with all that hangs on it. */
export interface Entry {
  readonly requirement: Requirement;
  readonly properties: readonly Property[];
  readonly mutants: readonly MutantRow[];
  /** `group: name` of each. */
  readonly upstream: readonly string[];
}

/** The entries in the order of the requirements. */
export function entriesOf(catalogue: Catalogue): readonly Entry[] {
  return catalogue.requirements.map((requirement) => {
    const properties = catalogue.properties.filter((each) =>
      each.requirements.includes(requirement.id),
    );
    const ids = new Set(properties.map(({ id }) => id));
    return {
      requirement,
      properties,
      mutants: catalogue.mutants.filter(({ property }) => ids.has(property)),
      upstream: catalogue.upstream.suites.flatMap(({ group, tests }) =>
        tests
          .filter((test) => test.requirements.includes(requirement.id))
          .map(({ name }) => `${group}: ${name}`),
      ),
    };
  });
}

/** How much of an upstream test the suite judges. */
export type Coverage = 'covered' | 'partly' | 'no' | 'out of scope';

/** Covered: every requirement that the test is about has a property. */
export function coverageOf(test: UpstreamTest, judged: ReadonlySet<string>): Coverage {
  if (test.outOfScope !== undefined) return 'out of scope';
  const count = test.requirements.filter((id) => judged.has(id)).length;
  if (count === 0) return 'no';
  return count === test.requirements.length ? 'covered' : 'partly';
}
