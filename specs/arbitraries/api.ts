/**
 * Scenarios for the API server: workloads without pods whose manifests are edited around every rule
 * of validation, on both sides of each bound, and then edited again. What is refused is as much to
 * the point as what is accepted.
 */
import fc from 'fast-check';
import type { Edits, Json } from '../json-patch.ts';
import type { WorkloadKind } from '../kubernetes.ts';
import { workloadLabel } from '../manifest.ts';
import type { Command, Scenario, Step } from '../scenario.ts';
import { scenarioFormat } from '../scenario.ts';

/** A field, and what it may be set to; null removes it. */
type Choices = Readonly<Record<string, readonly Json[]>>;

const amounts: readonly Json[] = [
  null, 0, 1, 2, 50, -1, '0%', '1%', '25%', '100%', '101%', '300%', 'x', '5', '-5%',
];

const label = `/spec/selector/matchLabels/${workloadLabel.replace('/', '~1')}`;

/** What every kind has. */
const common: Choices = {
  '/spec/minReadySeconds': [null, 0, 1, 2, -1],
  '/spec/revisionHistoryLimit': [null, 0, 10, 2147483647, -1],
  '/spec/selector': [null, {}, { matchLabels: {} }, { matchLabels: { app: 'other' } }],
  [label]: ['other', null],
  '/spec/selector/matchExpressions': [
    [{ key: workloadLabel, operator: 'Exists' }],
    [{ key: workloadLabel, operator: 'DoesNotExist' }],
  ],
  '/spec/template/metadata/labels': [{ app: 'other' }, null],
  '/spec/template/spec/restartPolicy': ['Always', 'OnFailure', 'Never', null],
  '/spec/template/spec/activeDeadlineSeconds': [30],
  '/metadata/labels/tier': ['front', 'back', null],
  '/metadata/annotations/x~1y': ['1', '2', null],
  '/metadata/annotations/z': ['1', '2', null],
};

function rollingChoices(strategy: string, ...types: readonly string[]): Choices {
  return {
    [strategy]: [null, {}, ...types.map((type) => ({ type })), { type: 'BlueGreen' }],
    [`${strategy}/type`]: [...types, null, 'BlueGreen'],
    [`${strategy}/rollingUpdate`]: [null, {}, { maxSurge: 0 }, { maxUnavailable: 0 }],
    [`${strategy}/rollingUpdate/maxUnavailable`]: amounts,
  };
}

/** What an edit of each kind may set. */
const choices: Readonly<Record<WorkloadKind, Choices>> = {
  Deployment: {
    ...common,
    ...rollingChoices('/spec/strategy', 'RollingUpdate', 'Recreate'),
    '/spec/strategy/rollingUpdate/maxSurge': amounts,
    '/spec/replicas': [null, 0, 1, -1],
    // What waits for 600 seconds would not be over in time: 600 is here to be refused.
    '/spec/minReadySeconds': [null, 0, 1, 2, 600, -1],
    '/spec/progressDeadlineSeconds': [null, 0, 1, 2, 3, 600, -1],
    '/spec/paused': [true, false, null],
  },
  StatefulSet: {
    ...common,
    ...rollingChoices('/spec/updateStrategy', 'RollingUpdate', 'OnDelete'),
    '/spec/updateStrategy/rollingUpdate/partition': [null, 0, 1, 100, -1],
    '/spec/replicas': [null, 0, 1, -1],
    '/spec/ordinals/start': [0, 1, 7, -1],
    '/spec/podManagementPolicy': ['OrderedReady', 'Parallel', 'Sorted', null],
    '/spec/serviceName': ['web', 'other', 'Web', 'a.b', '', null],
    '/spec/persistentVolumeClaimRetentionPolicy': [
      null, {}, { whenDeleted: 'Delete' }, { whenScaled: 'Delete' }, { whenScaled: 'Keep' },
    ],
    '/spec/volumeClaimTemplates': [
      null,
      [
        {
          metadata: { name: 'other' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
        },
      ],
    ],
  },
  DaemonSet: {
    ...common,
    ...rollingChoices('/spec/updateStrategy', 'RollingUpdate', 'OnDelete'),
    '/spec/updateStrategy/rollingUpdate/maxSurge': amounts,
  },
};

/** Edits of up to three fields; those of a strategy's bounds often come together. */
export function editsArbitrary(kind: WorkloadKind): fc.Arbitrary<Edits> {
  const fields = Object.entries(choices[kind]);
  const one = fc
    .constantFrom(...fields)
    .chain(([pointer, values]) =>
      fc.constantFrom(...values).map((value) => ({ [pointer]: value })),
    );
  const strategy = kind === 'Deployment' ? '/spec/strategy' : '/spec/updateStrategy';
  const bounds = fc
    .tuple(fc.constantFrom(...amounts), fc.constantFrom(...amounts))
    .map(([maxSurge, maxUnavailable]) => ({
      [strategy]: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
    }));
  const several = fc.array(one, { minLength: 1, maxLength: 3 }).map(merged);
  return kind === 'StatefulSet'
    ? fc.oneof({ arbitrary: one, weight: 3 }, { arbitrary: several, weight: 1 })
    : fc.oneof(
        { arbitrary: one, weight: 3 },
        { arbitrary: bounds, weight: 2 },
        { arbitrary: several, weight: 1 },
      );
}

function merged(all: readonly Edits[]): Edits {
  return Object.assign({}, ...all) as Edits;
}

const names = ['one', 'two', 'three', 'four', 'five'] as const;

/** Too long for the label of a revision (STS-API-004) or for any, no labels, no names. */
const unusualNames = ['long'.repeat(15), 'b'.repeat(64), 'web.example', 'Web'] as const;

/** A scenario of creates and edits only. */
export function apiScenarioArbitrary(kind: WorkloadKind): fc.Arbitrary<Scenario> {
  const edits = editsArbitrary(kind);
  const name = fc.constantFrom(...names);
  const create = fc.tuple(name, edits).map(([drawn, set]) => createOf(kind, drawn, set));
  const named = fc
    .constantFrom(...unusualNames)
    .map((drawn) => createOf(kind, 'named', { '/metadata/name': drawn }));
  const present = fc.constantFrom<string[]>('web', 'web', 'web', ...names);
  const edit = fc.tuple(present, edits).map(
    ([of, set]): Command => ({ verb: 'edit', target: { kind, of, pick: 0 }, set }),
  );
  const command = fc.oneof(
    { arbitrary: create, weight: 6 },
    { arbitrary: named, weight: 1 },
    { arbitrary: edit, weight: 10 },
  );
  const commands = fc.array(command, {
    minLength: 1,
    maxLength: 14,
    size: 'max',
  });
  return fc
    .record({ seed: fc.noShrink(fc.noBias(fc.nat(0x7fffffff))), commands })
    .map(({ seed, commands: drawn }) => ({
      format: scenarioFormat,
      seed,
      nodes: [{}],
      steps: [createOf(kind, 'web', undefined), ...drawn].map(
        (command, index): Step => ({ after: index % 4 === 3 ? 200 : 0, command }),
      ),
    }));
}

function createOf(kind: WorkloadKind, name: string, set: Edits | undefined): Command {
  const size = kind === 'DaemonSet' ? {} : { replicas: 0 };
  const spec = { template: { revision: 'a' }, ...size };
  return { verb: 'create', kind, name, spec, ...(set && { set }) };
}
