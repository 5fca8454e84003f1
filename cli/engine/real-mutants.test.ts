import { describe, expect, test } from 'vitest';
import { keyOf, loadRealMutants, readRealMutants } from './real-mutants.ts';

const ids = ['deployment/rollout-completes'];

function row(changes: Readonly<Record<string, string>> = {}): string {
  const fields = {
    id: 'deployment-off-by-one',
    controller: 'Deployment',
    property: 'deployment/rollout-completes',
    file: 'pkg/controller/deployment/rolling.go',
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

describe('the mutants of the real controllers', () => {
  const mutants = loadRealMutants();

  test('are all well-formed, and spread over the controllers and their helpers', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(40);
    const folders = new Set(mutants.map(({ file }) => file.split('/').slice(0, 3).join('/')));
    for (const name of ['deployment', 'replicaset', 'statefulset', 'daemon', 'history']) {
      expect(folders).toContain(`pkg/controller/${name}`);
    }
  });

  test('take no more of upstream than it needs to find a place', () => {
    const long = mutants.filter(({ find }) => find.split('\n').length > 4);
    expect(long.map(({ id }) => id)).toEqual([]);
  });
});

describe('a file of real mutants', () => {
  test('is read as it stands', () => {
    expect(readRealMutants(row(), 'x.yaml', ids)).toMatchObject([{ find: 'a > b', gates: [] }]);
  });

  test.for<[string, string, string]>([
    [
      'another property',
      row({ property: 'deployment/rollout-complete' }),
      'x.yaml:3:13: [0].property: there is no such property; ' +
        'found deployment/rollout-complete; did you mean deployment/rollout-completes?',
    ],
    ['a file elsewhere', row({ file: '../a.go' }), 'a Go file below pkg/'],
    ['a text that stays as it is', row({ put: 'a > b' }), '[0].put: the text is not changed'],
    ['a link of another form', row({ reverts: '#12' }), 'kubernetes/kubernetes#NUMBER'],
    ['a field of no known name', `${row()}  storey: tall\n`, 'did you mean story?'],
  ])('is refused with the line of %s', ([, text, explanation]) => {
    expect(() => readRealMutants(text, 'x.yaml', ids)).toThrow(explanation);
  });
});

test('a measurement holds for the change alone, not for what is told of it', () => {
  const [mutant] = readRealMutants(row(), 'x.yaml', ids);
  const [retold] = readRealMutants(row({ story: 'Told in other words.' }), 'x.yaml', ids);
  const [other] = readRealMutants(row({ put: 'a < b' }), 'x.yaml', ids);
  expect(mutant && retold && keyOf(mutant) === keyOf(retold)).toBe(true);
  expect(mutant && other && keyOf(mutant) === keyOf(other)).toBe(false);
});
