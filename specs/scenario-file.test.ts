import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FaultName } from './arbitraries/fault.ts';
import { faultWeights } from './arbitraries/fault.ts';
import { scenarioArbitrary } from './arbitraries/scenario.ts';
import { formatDuration, parseDuration } from './duration.ts';
import { InputError } from './input-error.ts';
import type { WorkloadKind } from './kubernetes.ts';
import type { Command, Scenario } from './scenario.ts';
import { readScenario, writeScenario } from './scenario-file.ts';

const faults = new Set(Object.keys(faultWeights) as FaultName[]);

function problemsOf(text: string) {
  try {
    readScenario(text, 'web.yaml');
  } catch (error) {
    if (error instanceof InputError) return error.message.split('\n');
    throw error;
  }
  return [];
}

function stepOf(step: string): string {
  return `format: 1\nseed: 7\nnodes: [{}]\nsteps:\n  - ${step}\n`;
}

describe('a scenario file', () => {
  test.for<WorkloadKind>(['Deployment', 'StatefulSet', 'DaemonSet'])(
    'reads back as it was written, for a %s',
    { timeout: 120_000 },
    (kind) => {
      fc.assert(
        fc.property(scenarioArbitrary(kind, { pace: 'virtual', faults }), (scenario) => {
          expect(readScenario(writeScenario(scenario, 'two\nlines'), 'x')).toEqual(scenario);
        }),
        { seed: 1, numRuns: 200 },
      );
    },
  );

  test('reads back what is edited, planted and undone', () => {
    const target = { kind: 'Deployment', pick: 0 } as const;
    const set = { '/spec/selector': null, '/metadata/labels/a~1b': 'c', '/x/0': [{ d: 1 }] };
    const spec = { template: { revision: 'a' } };
    const template = { revision: 'b' };
    const commands: readonly Command[] = [
      { verb: 'create', kind: 'Deployment', name: 'web', spec, set },
      { verb: 'edit', target, set, subresource: 'status' },
      { verb: 'plant', kind: 'ReplicaSet', name: 'web-1', owner: target, template, set },
      { verb: 'rollout-undo', target, toRevision: 2 },
      { verb: 'rollout-restart', target },
    ];
    const steps = commands.map((command) => ({ after: 0, command }));
    const scenario: Scenario = { format: 1, seed: 7, nodes: [], steps };
    expect(readScenario(writeScenario(scenario), 'x')).toEqual(scenario);
  });

  test('is pleasant to read', () => {
    const scenario: Scenario = {
      format: 1,
      title: 'yes: a title',
      seed: 7,
      nodes: [{}, { labels: { zone: 'x' } }],
      steps: [
        {
          after: 0,
          command: {
            verb: 'create',
            kind: 'DaemonSet',
            name: 'web',
            spec: { template: { revision: 'a', behaviour: { kind: 'never-ready' } } },
          },
        },
        {
          after: 1500,
          fault: { fault: 'PodCrash', target: { kind: 'Pod', pick: 2 }, for: 65_000 },
        },
      ],
    };
    expect(writeScenario(scenario, 'found by a run')).toBe(`# found by a run

format: 1
title: "yes: a title"
seed: 7
nodes: [ {}, { labels: { zone: x } } ]
steps:
  - after: 0s
    command:
      verb: create
      kind: DaemonSet
      name: web
      spec: { template: { revision: a, behaviour: { kind: never-ready } } }
  - after: 1500ms
    fault: { fault: PodCrash, target: { kind: Pod, pick: 2 }, for: 1m5s }
`);
  });
});

describe('a mistake in a scenario file', () => {
  const create = (spec: string, kind = 'Deployment') =>
    stepOf(`{after: 0s, command: {verb: create, kind: ${kind}, name: web, spec: ${spec}}}`);

  test('is named with its place, what was expected and what was meant', () => {
    const rollingUpdate = '{type: RollingUpdate, rollingUpdate: {maxSuge: 1}}';
    const text = create(`{template: {revision: a}, strategy: ${rollingUpdate}}`);
    const column = (text.split('\n')[4] ?? '').indexOf('maxSuge') + 1;
    expect(problemsOf(text)).toEqual([
      `web.yaml:5:${column}: steps[0].command.spec.strategy.rollingUpdate.maxSuge: ` +
        'there is no field `maxSuge` here; expected maxSurge or maxUnavailable; ' +
        'did you mean maxSurge?',
    ]);
  });

  test.for<[string, string, string]>([
    ['a verb', stepOf('{after: 0s, command: {verb: scal}}'), 'found "scal"; did you mean scale?'],
    ['a fault', stepOf('{after: 0s, fault: {fault: PodCrashed}}'), 'did you mean PodCrash?'],
    [
      'a duration without its unit',
      stepOf('{after: 200, fault: {fault: ApiUnavailable, for: 1s}}'),
      'web.yaml:5:13: steps[0].after: not a duration; expected a duration with its unit, ' +
        'such as 500ms, 2s or 1m30s; found 200; did you mean 200ms?',
    ],
    [
      'a kind that a fault cannot hit',
      stepOf('{after: 0s, fault: {fault: PodDeleted, target: {kind: Node, pick: 0}}}'),
      'expected Pod; found "Node"',
    ],
    [
      'a field of another kind',
      create('{template: {revision: a}, replicas: 3}', 'DaemonSet'),
      'steps[0].command.spec.replicas: a DaemonSet has no field `replicas`; ' +
        'expected template, minReadySeconds, revisionHistoryLimit or updateStrategy',
    ],
    [
      'a field of another kind in a patch',
      stepOf(
        '{after: 0s, command: {verb: patch, ' +
          'target: {kind: StatefulSet, pick: 0}, change: {paused: true}}}',
      ),
      'a StatefulSet has no field `paused`',
    ],
    [
      'a pointer',
      stepOf(
        '{after: 0s, command: {verb: edit, target: {kind: Pod, pick: 0}, set: {spec.replicas: 1}}}',
      ),
      'web.yaml:5:75: steps[0].command.set.spec.replicas: not a key that can be used here; ' +
        'expected a JSON pointer such as /spec/replicas; found "spec.replicas"',
    ],
    [
      'a kind that cannot be planted',
      stepOf('{after: 0s, command: {verb: plant, kind: Node, name: x}}'),
      'web.yaml:5:46: steps[0].command.kind: ',
    ],
    ['an amount', create('{template: {revision: a}, replicas: -1}'), 'at least 0; found -1'],
    [
      'a percentage',
      create(
        '{template: {revision: a}, ' +
          'strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 2.5}}}',
      ),
      'expected a whole number or a percentage such as 25%; found 2.5',
    ],
    ['what is missing', create('{replicas: 1}'), 'spec.template: a required field is missing'],
    ['a step of both sorts', stepOf('{after: 0s}'), 'a step is either a command or a fault'],
    ['another format', 'format: 2\nseed: 1\n', 'web.yaml:1:9: format: this version of plimsoll'],
    ['broken YAML', 'format: 1\nsteps: [\n', 'web.yaml:3:1: not valid YAML'],
    ['a key twice', 'format: 1\nseed: 1\nseed: 2\n', 'web.yaml:3:1: not valid YAML: Map keys must'],
    ['an empty file', '', 'expected a mapping; found null'],
  ])('is explained: %s', ([, text, explanation]) => {
    expect(problemsOf(text).join('\n')).toContain(explanation);
  });

  test('does not hide the next one', () => {
    const text = stepOf('{after: 1, command: {verb: add-node, node: {label: {}}}}');
    expect(problemsOf(text)).toHaveLength(2);
  });
});

describe('a duration', () => {
  test('reads back as it was written', () => {
    fc.assert(
      fc.property(fc.nat(), (millis) => parseDuration(formatDuration(millis)) === millis),
      { seed: 1 },
    );
  });

  test.for(['', '5', '1h', '-1s', '1 s', '1s1m', 's'])('is not %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
