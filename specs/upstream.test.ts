import { expect, test } from 'vitest';
import { readUpstream } from './upstream.ts';

const written = (...lines: string[]) =>
  ['format: 1', 'release: v1', 'suites:', '  - group: a', '    file: a.go', '    tests:', ...lines]
    .map((line) => `${line}\n`)
    .join('');

test('a test names requirements that exist', () => {
  const text = written('      - name: rolls', '        requirements: [DEP-ROLL-001]');
  expect(readUpstream(text, 'upstream.yaml').suites[0]?.tests).toEqual([
    { name: 'rolls', conformance: false, requirements: ['DEP-ROLL-001'] },
  ]);
});

test('a test is about requirements or out of scope, not both and not neither', () => {
  expect(() => readUpstream(written('      - name: rolls'), 'upstream.yaml')).toThrow(
    /upstream.yaml:7:.*either requirements or a reason/s,
  );
});
