import { beforeAll, describe, expect, test } from 'vitest';
import type { Kill } from './kill.ts';
import { killMutants } from './kill.ts';
import type { Mutant } from './mutants.ts';
import { loadMutants } from './mutants.ts';
import { savedScenarios } from './regressions.ts';

const skipping = loadMutants().find(({ id }) => id === 'ds-skip-a-node');
if (skipping === undefined) throw new Error('the mutant of this test has gone');
const saved = savedScenarios('DaemonSet');

/** One after the other in the same thread, so that each could find what another left there. */
const rows: readonly Mutant[] = [
  skipping,
  { ...skipping, id: 'harmless', put: `${skipping.find} ` },
  { ...skipping, id: 'no-typescript', put: `${skipping.find} ]` },
  { ...skipping, id: 'no-such-text', find: 'nobody wrote this' },
  { ...skipping, id: 'no-file-of-the-model', file: 'adapter.test.ts', find: 'import' },
  { ...skipping, id: 'crash', put: `${skipping.find} throw new Error('crash');` },
  { ...skipping, id: 'again' },
  { ...skipping, id: 'forgotten' },
];

/** What killed them last, as if it were on record. */
const first = new Map([
  ['harmless', 'daemonset-nodes-come-and-go'],
  ['again', 'daemonset-surge-and-taints'],
  ['forgotten', 'daemonset-that-was-removed'],
]);

describe('mutants that share a thread', () => {
  let kills: ReadonlyMap<string, Kill>;

  beforeAll(async () => {
    const all = await killMutants(rows, { seed: 1, runs: 2, workers: 1, first });
    kills = new Map(all.map((kill) => [kill.mutant.id, kill]));
  }, 300_000);

  test('are killed in the first scenario in which their property fails', () => {
    const kill = { isKilled: true, scenarios: 1, scenario: saved[0]?.name };
    expect(kills.get('ds-skip-a-node')).toMatchObject(kill);
    expect(kills.get('forgotten')).toMatchObject(kill);
  });

  test('are killed in the scenario on record, where that still kills', () => {
    const scenario = 'daemonset-surge-and-taints';
    expect(kills.get('again')).toMatchObject({ isKilled: true, scenarios: 1, scenario });
  });

  test('survive where nothing is wrong with them, after all scenarios', () => {
    const { isKilled, scenarios, by, error } = kills.get('harmless') ?? {};
    expect({ isKilled, by, error }).toEqual({ isKilled: false, by: [], error: undefined });
    expect(scenarios).toBe(saved.length + 2);
  });

  test.for([
    { id: 'no-typescript', reason: 'Expression expected' },
    { id: 'no-such-text', reason: 'does not hold the text once' },
    { id: 'no-file-of-the-model', reason: 'the model does not load' },
    { id: 'crash', reason: 'broke the suite: Error: crash' },
  ])('are not killed where $id is what is wrong', ({ id, reason }) => {
    expect(kills.get(id)).toMatchObject({ isKilled: false, error: expect.stringContaining(reason) });
  });
});
