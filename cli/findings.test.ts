/** The findings are still to be seen: every scenario in docs/findings/scenarios breaks, on the model,
 * a property that `plimsoll.expect.yaml` expects to fail with a link to that finding. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modelAdapter } from '../adapters/model/adapter.ts';
import { play } from '../adapters/play.ts';
import { readScenario } from '../specs/scenario-file.ts';
import { loadExpectations } from './expected.ts';
import { judgeTrace } from './judging.ts';

const folder = new URL('../docs/findings/scenarios/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const expectations = loadExpectations();
const adapter = modelAdapter({});
/** Some are races: then a seed has to be found with which the model loses it. */
const attempts = 60;

test.for(files)('%s breaks what its finding says', async (file) => {
  const number = file.slice(0, '0000-'.length);
  const known = expectations
    .filter(({ link }) => link.startsWith(`docs/findings/${number}`))
    .map(({ property }) => property);
  const scenario = readScenario(readFileSync(new URL(file, folder), 'utf8'), file);
  let failing: readonly string[] = [];
  for (let more = 0; more < attempts && failing.length === 0; more += 1) {
    const attempt = { ...scenario, seed: scenario.seed + more };
    const judgements = judgeTrace(await play(attempt, adapter, { suiteVersion: 'test' }));
    failing = [...judgements].filter(([, each]) => each.status === 'failed').map(([id]) => id);
  }
  expect(failing).not.toEqual([]);
  expect(known).toEqual(expect.arrayContaining([...failing]));
});
