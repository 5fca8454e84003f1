import { expect, test } from 'vitest';
import { readScenario } from '../specs/scenario-file.ts';
import type { Trace } from '../specs/trace.ts';
import { agreementOf } from './agreement.ts';
import { modelAdapter } from './model/adapter.ts';
import { play } from './play.ts';

const scenario = readScenario(
  `
format: 1
title: two pods, then three
seed: 1
nodes: [ {} ]
steps:
  - after: 0s
    command:
      verb: create
      kind: StatefulSet
      name: web
      spec: { template: { revision: a }, replicas: 2 }
  - after: 20s
    command: { verb: scale, target: { kind: StatefulSet, pick: 0 }, replicas: 3 }
`,
  'agreement.yaml',
);
const model = modelAdapter();
const trace = await play(scenario, model, { suiteVersion: 'test' });

test('a trace of the model ends as the model does', async () => {
  expect(await agreementOf(trace, model, 3)).toEqual({ agrees: true, tries: 1 });
});

test('a pod that never came is told, and nothing else', async () => {
  const isLast = (each: Trace['events'][number]) =>
    each.event === 'change' && each.object.kind === 'Pod' && each.object.metadata.name === 'web-2';
  const without: Trace = { ...trace, events: trace.events.filter((each) => !isLast(each)) };
  expect(await agreementOf(without, model, 3)).toEqual({
    agrees: false,
    onlyReal: [],
    onlyModel: ['Pod web-2 revision a Running Ready'],
  });
});
