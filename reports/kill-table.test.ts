import { expect, test } from 'vitest';
import type { KillRow } from './kill-table.ts';
import { killTable, whereKilled } from './kill-table.ts';

const row: KillRow = {
  id: 'ds-skip',
  property: 'daemonset/every-node',
  requirement: 'DS-NODE-001',
  story: 'One too few | or two.',
  killed: true,
  scenarios: 3,
  scenario: 'daemonset-nodes-come-and-go',
};
const rows: readonly KillRow[] = [
  row,
  { ...row, id: 'ds-drawn', scenarios: 15, scenario: 'draw 3' },
  { ...row, id: 'ds-survives', killed: false, scenarios: 2011, scenario: undefined },
];

test('the table says of each mutant what noticed it, and where', () => {
  const lines = killTable(rows, 7).split('\n');
  expect(lines).toContain('2 of 3 are killed (seed 7).');
  expect(lines.filter((line) => line.startsWith('| ds-'))).toEqual([
    '| ds-skip | One too few \\| or two. | DS-NODE-001 | daemonset/every-node | 3 | ' +
      'daemonset-nodes-come-and-go |',
    '| ds-drawn | One too few \\| or two. | DS-NODE-001 | daemonset/every-node | 15 | draw 3 |',
    '| ds-survives | One too few \\| or two. | DS-NODE-001 | **survives** | 2011 |  |',
  ]);
});

test('where they were killed can be read from it again', () => {
  expect([...whereKilled(killTable(rows, 7))]).toEqual([
    ['ds-skip', 'daemonset-nodes-come-and-go'],
    ['ds-drawn', 'draw 3'],
  ]);
});
