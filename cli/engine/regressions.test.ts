import { expect, test } from 'vitest';
import { modelAdapter } from '../../adapters/model/adapter.ts';
import { play } from '../../adapters/play.ts';
import { commandOf } from '../../specs/scenario.ts';
import { workloadKinds } from './campaign.ts';
import { loadRegressions } from './regressions.ts';

test.for(workloadKinds)('there are regressions for a %s, and each says what it shows', (kind) => {
  const regressions = loadRegressions(kind);
  expect(regressions.length).toBeGreaterThan(2);
  for (const { title } of regressions) expect(title).toMatch(/\w/);
});

test.for(
  workloadKinds.flatMap(loadRegressions).map((scenario): [string, typeof scenario] => [
    scenario.title ?? '',
    scenario,
  ]),
)('every step finds what it is about, and the API server accepts it: %s', async ([, scenario]) => {
  const { events } = await play(scenario, modelAdapter(), { suiteVersion: 'test' });
  // Whoever sets fields by their path may mean to be refused.
  const mayBeRefused = (step: number) => {
    const played = scenario.steps[step];
    const command = played && commandOf(played);
    return command !== undefined && 'set' in command;
  };
  const refused = events.filter(
    (event) =>
      (event.event === 'command' &&
        (event.phase === 'skipped' || (event.phase === 'rejected' && !mayBeRefused(event.step)))) ||
      // A budget's answer to an eviction (429) is what such a scenario is about.
      (event.event === 'fault' && event.phase === 'skipped' && event.code !== 429),
  );
  expect(refused).toEqual([]);
});
