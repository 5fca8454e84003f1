import { expect, test } from 'vitest';
import { modelAdapter, modelVersion } from '../../adapters/model/adapter.ts';
import type { ControllerFactory } from '../../adapters/model/controller.ts';
import type { Model } from './mutant-loader.ts';
import { hunt } from './mutant-tasks.ts';
import type { MutantTask } from './mutant-worker.ts';
import { savedScenarios } from './regressions.ts';

const sound: Model = { modelAdapter, modelVersion };

const asleep: ControllerFactory = () => ({
  actor: 'daemonset-controller',
  watches: [],
  readsItsWrites: [],
  handle: () => [],
  sync() {
    throw new Error('nothing ever wakes it');
  },
});
/** A model in which nothing is ever done about a DaemonSet. */
const sleeping: Model = {
  modelVersion,
  modelAdapter: (options) =>
    modelAdapter({ ...options, controllers: { 'daemonset-controller': asleep } }),
};

const noticed = 'daemonset/every-eligible-node-runs-one-pod';
const task: MutantTask = {
  mistake: { url: 'file:///never-loaded.ts', find: 'a', put: 'b' },
  property: noticed,
  controller: 'DaemonSet',
  gates: [],
  seed: 1,
  runs: 0,
};
const saved = savedScenarios('DaemonSet').map(({ name }) => name);

test('the first scenario in which the property fails ends the hunt', async () => {
  let beats = 0;
  const result = await hunt(task, { sound, mutant: sleeping }, () => (beats += 1));
  expect(result).toEqual({ scenario: saved[0], failsAnyway: false, scenarios: 1, others: [] });
  expect(beats).toBe(1);
});

test('a property that fails without the mistake, too, is told apart', async () => {
  const result = await hunt(task, { sound: sleeping, mutant: sleeping }, () => undefined);
  expect(result).toMatchObject({ scenario: saved[0], failsAnyway: true });
});

test('where the property notices nothing, all is played, and others are asked', async () => {
  const blind = { ...task, property: 'daemonset/names-carry-no-identity' } as const;
  const survivor = await hunt(blind, { sound, mutant: sleeping }, () => undefined);
  expect(survivor).toMatchObject({ failsAnyway: false, scenarios: saved.length });
  expect(survivor).not.toHaveProperty('scenario');
  expect(survivor.others).toContain(noticed);
  const alike = await hunt(blind, { sound: sleeping, mutant: sleeping }, () => undefined);
  expect(alike.others).toEqual([]);
});
