import { expect, test } from 'vitest';
import { readClaims } from './claims.ts';

const entry = (...lines: readonly string[]) =>
  [
    'format: 1',
    'claims:',
    '  - id: one-claim',
    '    about: Deployment',
    '    says: It does what it says.',
    '    truth: It does what it says. Nothing else is known.',
    '    requirements: [DEP-ROLL-001]',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

test('a claim is shown by a scenario and an observation', () => {
  const text = entry('verdict: verified', 'scenario: s', 'shows: o');
  expect(readClaims(text, 'claims.yaml')).toMatchObject([{ id: 'one-claim', shows: 'o' }]);
});

test.for([
  [['verdict: refuted'], /claims.yaml:3:.*either a scenario that shows it, or what it awaits/s],
  [['verdict: refuted', 'scenario: s'], /both or neither of scenario and shows/],
  [['verdict: verified', 'awaits: a real cluster'], /what has not been shown is not verified/],
  [['verdict: true-ish', 'scenario: s', 'shows: o'], /verdict.*expected/s],
] as const)('%j is refused', ([lines, message]) => {
  expect(() => readClaims(entry(...lines), 'claims.yaml')).toThrow(message);
});
