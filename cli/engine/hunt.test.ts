import { expect, test } from 'vitest';
import { modelAdapter } from '../../adapters/model/adapter.ts';
import type { Property } from '../../properties/property.ts';
import { always } from '../../properties/property.ts';
import { hunt } from './hunt.ts';
import { loadRegressions } from './regressions.ts';

const violation = { message: 'wrong', expected: 'right', observed: 'wrong', at: 0, evidence: [] };

/** Fails wherever an adapter of one of these names has played. */
function failsOn(...names: readonly string[]): Property {
  return always({
    id: `deployment/fails-on-${names.join('-and-')}`,
    title: 'Everything is as it should be',
    controller: 'Deployment',
    requirements: ['DEP-ROLL-001'],
    on: ['Pod'],
    monitor: ({ header }) => ({
      change: () => (names.includes(header.adapter) ? violation : 'holds'),
    }),
  });
}

const [scenario] = loadRegressions('Deployment');
const base = {
  mutant: { ...modelAdapter(), name: 'mutant' },
  sound: { ...modelAdapter(), name: 'sound' },
  scenarios: scenario ? [scenario] : [],
  lanes: 1,
  limitMs: 60_000,
};

test('a defect is killed by what fails on it again, and not on the sound controllers', async () => {
  const properties = [failsOn('mutant', 'sound'), failsOn('mutant'), failsOn('sound')];
  expect(await hunt({ ...base, properties })).toMatchObject({
    by: ['deployment/fails-on-mutant'],
    scenario,
    doubtful: ['deployment/fails-on-mutant-and-sound', 'deployment/fails-on-sound'],
    scenarios: 1,
  });
});

test('what fails everywhere kills nothing', async () => {
  const hunted = await hunt({ ...base, properties: [failsOn('mutant', 'sound')] });
  expect(hunted).toMatchObject({ by: [], doubtful: ['deployment/fails-on-mutant-and-sound'] });
});

test('without a failure a defect survives all scenarios', async () => {
  const hunted = await hunt({ ...base, properties: [failsOn('sound')] });
  expect(hunted).toMatchObject({ by: [], doubtful: [], scenarios: 1 });
});
