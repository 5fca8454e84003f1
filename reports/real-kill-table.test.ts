import { expect, test } from 'vitest';
import type { RealKillRow } from './real-kill-table.ts';
import { realKillTable } from './real-kill-table.ts';

const mutant: RealKillRow = {
  id: 'deployment-one-too-many',
  controller: 'Deployment',
  story: 'One pod too many.',
  file: 'pkg/controller/deployment/rolling.go',
  property: 'deployment/a',
};
const measured = { by: ['deployment/b', 'deployment/a'], scenarios: 3, seconds: 12.4 };

test('names the expected property among those that failed, and how many others did', () => {
  const table = realKillTable([{ ...mutant, measured: { ...measured, scenario: 'x|y' } }], '1.36');
  expect(table).toContain(
    '| deployment-one-too-many | One pod too many. | deployment/a and 1 more | x\\|y | 3 | 12 |',
  );
  expect(table).toContain('1 of 1 are killed (100 %).');
});

test('tells survivors, what was not measured, and what was real once', () => {
  const reverts = 'kubernetes/kubernetes#1';
  const table = realKillTable(
    [
      { ...mutant, measured: { ...measured, by: [] } },
      { ...mutant, measured, reverts },
      { ...mutant, unseen: 'Only a race shows it.', measured: { ...measured, by: [] } },
      mutant,
    ],
    '1.36',
  );
  expect(table).toContain('1 of 3 are killed (33 %); 1 more are not measured yet.');
  expect(table).toContain(`[${reverts}](https://github.com/kubernetes/kubernetes/issues/1)`);
  expect(table).toContain('Not noticed by deployment/a. (3 scenarios in 12 s)');
  expect(table).toContain('Only a race shows it. (3 scenarios in 12 s)');
});
