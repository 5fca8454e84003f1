import { describe, expect, test } from 'vitest';
import { loadRequirements } from '../catalogue.ts';
import type { Surroundings } from './mutants.ts';
import { loadMutants, readMutants } from './mutants.ts';

const surroundings: Surroundings = {
  sourceOf: (file) =>
    file === 'controllers/a.ts' ? 'if (a > b) return a;\nreturn b;\n' : undefined,
  propertyIds: ['deployment/rollout-completes'],
};

function row(changes: Readonly<Record<string, string>> = {}): string {
  const fields = {
    id: 'dep-off-by-one',
    requirement: 'DEP-ROLL-001',
    property: 'deployment/rollout-completes',
    file: 'controllers/a.ts',
    find: 'a > b',
    put: 'a >= b',
    story: 'Equal counted as greater.',
    ...changes,
  };
  const lines = Object.entries(fields).map(
    ([field, value]) => `${field}: ${JSON.stringify(value)}`,
  );
  return `- ${lines.join('\n  ')}\n`;
}

describe('the mutants of the model', () => {
  test('all fit the model, the properties and the requirements', () => {
    const known = new Set(loadRequirements().map(({ id }) => id));
    const mutants = loadMutants();
    expect(mutants.length).toBeGreaterThan(30);
    expect(mutants.filter(({ requirement }) => !known.has(requirement))).toEqual([]);
  });
});

describe('a file of mutants', () => {
  test('is read as it stands', () => {
    expect(readMutants(row(), 'x.yaml', surroundings)).toMatchObject([{ find: 'a > b' }]);
  });

  test.for<[string, string, string]>([
    [
      'another property',
      row({ property: 'deployment/rollout-complete' }),
      'x.yaml:3:13: [0].property: there is no such property; ' +
        'found deployment/rollout-complete; did you mean deployment/rollout-completes?',
    ],
    [
      'both a property and what it awaits',
      `${row()}  awaits: something that nobody claims\n`,
      'x.yaml:1:7: [0].id: a mutant names either',
    ],
    ['another file', row({ file: 'b.ts' }), 'x.yaml:4:9: [0].file: the model has no such file'],
    [
      'a text that is not there',
      row({ find: 'a < b' }),
      'x.yaml:5:9: [0].find: the text stands 0 times in controllers/a.ts; expected once',
    ],
    ['a text that is there twice', row({ find: 'return' }), 'the text stands 2 times'],
    ['a text that stays as it is', row({ put: 'a > b' }), '[0].put: the text is not changed'],
    ['a field of no known name', `${row()}  storey: tall\n`, 'did you mean story?'],
  ])('is refused with the line of %s', ([, text, explanation]) => {
    expect(() => readMutants(text, 'x.yaml', surroundings)).toThrow(explanation);
  });
});
