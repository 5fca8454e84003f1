import { expect, test } from 'vitest';
import { readScenario } from '../../specs/scenario-file.ts';
import { play } from '../play.ts';
import { modelAdapter } from './adapter.ts';
import type { ControllerFactory } from './controller.ts';

const scenario = readScenario(
  `
format: 1
seed: 1
nodes: [ {} ]
steps:
  - after: 0s
    command:
      verb: create
      kind: StatefulSet
      name: web
      spec: { template: { revision: a }, replicas: 1 }
`,
  'endless.yaml',
);

/** Writes its set again and again, each time with another label. */
const restless: ControllerFactory = () => ({
  actor: 'statefulset-controller',
  watches: ['StatefulSet'],
  readsItsWrites: [],
  handle: ({ after }) => (after ? [{ key: after.metadata.name }] : []),
  *sync(name, { nowMs }) {
    const patch = { metadata: { labels: { now: `${nowMs()}` } } };
    yield { verb: 'patch', kind: 'StatefulSet', name, patch };
    return 'done';
  },
});

test('a controller that writes without end ends the trace, and the trace says so', async () => {
  const model = modelAdapter({ controllers: { 'statefulset-controller': restless } });
  const { footer } = await play(scenario, model, { suiteVersion: 'test' });
  expect(footer.complete).toBe(false);
  expect(footer.reason).toMatch(/^the model goes on writing without end/);
});
