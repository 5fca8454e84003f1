/** A report in which every verdict occurs once, for the golden files. Only tests import it. */
import type { Verdict } from '../properties/verdict.ts';
import type { Scenario } from '../specs/scenario.ts';
import type { Trace } from '../specs/trace.ts';
import type { ReportInput } from './report.ts';

const scenario: Scenario = {
  format: 1,
  seed: 7,
  nodes: [{}],
  steps: [
    {
      after: 0,
      command: {
        verb: 'create',
        kind: 'StatefulSet',
        name: 'web',
        spec: { replicas: 2, template: { revision: 'a' } },
      },
    },
  ],
};

const violation = {
  message: 'web-1 was created while web-0 was not Ready',
  expected: 'web-0 Running and Ready in some view of the last 2 s',
  observed: 'web-0 Pending since #2',
  at: 4,
  evidence: [2, 4],
};
const replay = {
  seed: 7,
  scenario,
  original: { ...scenario, steps: [...scenario.steps, ...scenario.steps] },
  shrinks: 3,
};

type Unnamed<V> = V extends Verdict ? Omit<V, 'property'> : never;

const statuses: readonly Unnamed<Verdict>[] = [
  { status: 'passed', exercised: 120, runs: 60, unjudged: 1 },
  { status: 'failed', violation, runs: 60, replay },
  { status: 'known', violation, runs: 60, replay, reason: 'by design: docs/findings/0001.md' },
  { status: 'flaky', violation, runs: 60, replay: { ...replay, rate: { failed: 1, of: 3 } } },
  {
    status: 'inconclusive',
    reason: 'changes of Pod may have been missed at #9: 410 Gone',
    runs: 60,
  },
  { status: 'vacuous', runs: 60 },
  { status: 'unsupported', reason: 'feature gate MaxUnavailableStatefulSet is off in 1.36' },
  { status: 'skipped', reason: 'not selected' },
  { status: 'error', reason: 'the property threw' },
];

const names = statuses.map(({ status }, index) => ({
  id: `statefulset/claim-${status}`,
  requirement: `STS-ORD-00${index + 1}`,
  title: `A claim that is ${status} | with <markup> & "quotes"`,
}));

/** What the sample report is compiled from. */
export const sampleInput: ReportInput = {
  suiteVersion: '0.1.0',
  adapter: 'kubeconfig',
  target: {
    version: '1.36.3',
    features: ['PodDeletionCost'],
    guarantees: ['complete-history'],
    stalenessMs: 10_000,
    clockToleranceMs: 2_000,
  },
  run: {
    command: 'npm run -s plimsoll -- run --target kubeconfig --runs 60 --seed 7',
    seed: 7,
    budget: 'normal',
    scenarios: { StatefulSet: 60 },
    pairs: { StatefulSet: { met: 3, all: 4, missing: ['paused=yes & PodFailed'] } },
    commands: 200,
    events: 4_000,
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 61_500,
    interrupted: false,
    selection: [],
  },
  requirements: [
    ...names.map(({ requirement, title }, index) => ({
      id: requirement,
      level: index === 5 ? 'SHOULD' : index === 6 ? 'tolerance' : 'MUST',
      says: `${title}.`,
    })),
    { id: 'DS-NODE-008', level: 'MUST', says: 'Resources do not matter.', untested: 'Not yet.' },
  ],
  properties: names.map(({ id, title, requirement }) => ({
    id,
    title,
    requirements: [requirement],
  })),
  verdicts: statuses.map(
    (each, index) => ({ ...each, property: names[index]?.id ?? '' }) as Verdict,
  ),
  files: new Map([
    [
      'statefulset/claim-failed',
      {
        scenario: 'out/counterexamples/statefulset.claim-failed.yaml',
        trace: 'out/traces/x.jsonl',
      },
    ],
  ]),
  standstills: [
    {
      id: 'statefulset/an-update-is-held-back',
      requirement: 'STS-UPD-006',
      title: 'The current revision does not advance',
      scenarios: 3,
    },
  ],
  notModelled: ['Resource requests of pods.'],
};

const metadata = {
  name: 'web-0',
  uid: 'u-0',
  resourceVersion: '1',
  creationTimestamp: '2026-01-01T00:00:00Z',
};
const pod = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [] } } as const;

/** The trace of the sample's failure. */
export const sampleTrace: Trace = {
  header: {
    format: 1,
    suite: { version: '0.1.0' },
    adapter: 'kubeconfig',
    target: sampleInput.target,
    scenario,
    startedAt: '2026-01-01T00:00:00.000Z',
  },
  events: [
    { seq: 0, at: 0, event: 'phase', phase: 'disturb' },
    { seq: 1, at: 0, event: 'command', step: 0, phase: 'invoked' },
    {
      seq: 2,
      at: 120,
      event: 'change',
      change: 'ADDED',
      revision: 10,
      actor: 'statefulset-controller',
      object: { ...pod, metadata, status: { phase: 'Pending' } },
    },
    { seq: 3, at: 200, event: 'gap', kind: 'Pod', reason: '410 Gone' },
    {
      seq: 4,
      at: 3_300,
      event: 'change',
      change: 'ADDED',
      revision: 12,
      actor: 'statefulset-controller',
      object: { ...pod, metadata: { ...metadata, name: 'web-1' }, status: { phase: 'Pending' } },
    },
  ],
  footer: { complete: true },
};
