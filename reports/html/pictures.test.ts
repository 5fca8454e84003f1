import { describe, expect, test } from 'vitest';
import { modelAdapter } from '../../adapters/model/adapter.ts';
import { play } from '../../adapters/play.ts';
import { readScenario } from '../../specs/scenario-file.ts';
import { changesAt } from './changes.ts';
import { linesOf } from './levels.ts';
import { deedsOf, lanesOf } from './lives.ts';
import { levelChart, swimLanes } from './pictures.ts';
import { timeScale } from './time-scale.ts';

const create = (kind: string, spec: string) =>
  `{ after: 0s, command: { verb: create, kind: ${kind}, name: web, spec: ${spec} } }`;

function traceOf(...steps: readonly string[]) {
  const lines = steps.map((step) => `  - ${step}\n`);
  const text = `format: 1\nseed: 1\nnodes: [ {}, {} ]\nsteps:\n${lines.join('')}`;
  return play(readScenario(text, 'pictures.yaml'), modelAdapter(), { suiteVersion: 'test' });
}

const set = await traceOf(
  create('StatefulSet', '{ replicas: 2, template: { revision: a } }'),
  '{ after: 1m, fault: { fault: PodDeleted, target: { kind: Pod, of: web, pick: 0 } } }',
);
const rollout = await traceOf(
  create('Deployment', '{ replicas: 4, template: { revision: a } }'),
  '{ after: 1m, command: { verb: patch, target: { kind: Deployment, pick: 0 }, ' +
    'change: { template: { revision: b } } } }',
);

describe('lanes', () => {
  test('a StatefulSet has one for each ordinal, the highest first; incarnations share it', () => {
    const lanes = lanesOf(set);
    expect(lanes.map(({ name }) => name)).toEqual(['web-1', 'web-0']);
    expect(lanes.map(({ rows }) => rows.flat().length).toSorted()).toEqual([1, 2]);
    const states = lanes.flatMap(({ rows }) => rows.flat()[0]?.bars.map(({ state }) => state));
    expect(states).toContain('ready');
    expect(states).toContain('terminating');
  });

  test('a DaemonSet has one for each node', async () => {
    const daemons = await traceOf(create('DaemonSet', '{ template: { revision: a } }'));
    expect(lanesOf(daemons)).toHaveLength(2);
  });

  test('a Deployment has one for each ReplicaSet, with a row for each pod at a time', () => {
    const lanes = lanesOf(rollout);
    expect(lanes).toHaveLength(2);
    for (const { rows } of lanes) expect(rows.length).toBeGreaterThan(1);
  });

  test('deeds are what took effect', () => {
    expect(deedsOf(set).map(({ what }) => what)).toEqual([
      'create StatefulSet/web',
      expect.stringMatching(/^PodDeleted Pod\/web-[01]$/),
    ]);
  });
});

test('levels have the bounds of a rolling update', () => {
  const lines = new Map(linesOf(rollout).map(({ name, steps }) => [name, steps]));
  expect(lines.get('at most')?.at(-1)?.value).toBe(5);
  expect(lines.get('at least')?.at(-1)?.value).toBe(3);
  expect(Math.max(...(lines.get('pods') ?? []).map(({ value = 0 }) => value))).toBe(5);
});

describe('time', () => {
  const { x, cuts, ticks } = timeScale(set, 0, 900);

  test('runs from left to right', () => {
    const moments = set.events.map(({ at }) => x(at));
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    expect(moments[0]).toBe(0);
    expect(moments.at(-1)).toBeCloseTo(900, 0);
  });

  test('has its long stretches of rest cut short, and no mark within them', () => {
    expect(cuts.length).toBeGreaterThan(0);
    for (const { from, to } of cuts) {
      expect(to - from).toBeGreaterThan(2_000);
      expect(ticks.filter((at) => at > from && at < to)).toEqual([]);
    }
  });
});

test('a change is told by its paths', () => {
  const patched = rollout.events.find(
    (event) => event.event === 'change' && event.actor === 'user' && event.change === 'MODIFIED',
  );
  if (patched?.event !== 'change') throw new Error('the patch is not in the trace');
  const paths = changesAt(rollout, patched).map(({ path }) => path);
  expect(paths).toContain('metadata.generation');
  expect(paths.some((path) => path.startsWith('spec.template'))).toBe(true);
  expect(paths).not.toContain('metadata.resourceVersion');
});

test('pictures say in words what they are', () => {
  expect(swimLanes(set, [0]).markup).toContain('role="img" aria-label="Pods over time');
  expect(levelChart(set, [0]).markup).toContain('The same as a table');
});
