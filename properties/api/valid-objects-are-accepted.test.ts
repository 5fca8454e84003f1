import { expect, test } from 'vitest';
import type { Edits } from '../../specs/json-patch.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { miniTrace } from '../fixture.ts';
import { validObjectsAreAccepted } from './valid-objects-are-accepted.ts';

const refusal = { phase: 'rejected', code: 422, reason: 'Invalid: spec' } as const;

function judged(kind: WorkloadKind, set: Edits, answer?: { phase: 'rejected'; code: number }) {
  const spec = { template: { revision: 'a' } };
  return miniTrace()
    .command({ verb: 'create', kind, name: 'web', spec, set }, undefined, answer)
    .judge(validObjectsAreAccepted(kind)).status;
}

const odd: readonly [WorkloadKind, Edits][] = [
  ['Deployment', { '/spec/strategy/rollingUpdate/maxSurge': '300%' }],
  ['Deployment', { '/spec/strategy/rollingUpdate/maxUnavailable': 50 }],
  ['Deployment', { '/spec/strategy/rollingUpdate': { maxSurge: 0, maxUnavailable: '1%' } }],
  ['StatefulSet', { '/spec/updateStrategy/rollingUpdate/partition': 100 }],
  ['StatefulSet', { '/spec/serviceName': '' }],
  ['StatefulSet', { '/spec/revisionHistoryLimit': -1 }],
  ['DaemonSet', { '/spec/updateStrategy/rollingUpdate/maxUnavailable': '100%' }],
];

test.for(odd)('what looks invalid and is not has to be accepted: %s %j', ([kind, set]) => {
  expect(judged(kind, set)).toBe('passed');
  expect(judged(kind, set, refusal)).toBe('failed');
});

test('says nothing of invalid objects, of fields without a rule, of other refusals', () => {
  expect(judged('Deployment', { '/spec/replicas': -1 }, refusal)).toBe('vacuous');
  const image = { '/spec/template/spec/containers/0/image': null };
  expect(judged('Deployment', image, refusal)).toBe('vacuous');
  expect(judged('Deployment', {}, { phase: 'rejected', code: 409 })).toBe('vacuous');
});
