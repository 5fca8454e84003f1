import { describe, expect, test } from 'vitest';
import type { Edits } from '../../specs/json-patch.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { miniTrace } from '../fixture.ts';
import { invalidObjectsAreRefused } from './invalid-objects-are-refused.ts';

const refusal = { phase: 'rejected', code: 422, reason: 'Invalid: spec' } as const;
const spec = { template: { revision: 'a' } };

/** The judgement of a create with these edits that is accepted (or refused). */
function judged(kind: WorkloadKind, set: Edits, answer?: typeof refusal) {
  const features = { MaxUnavailableStatefulSet: true };
  return miniTrace({ features })
    .command({ verb: 'create', kind, name: 'web', spec, set }, undefined, answer)
    .judge(invalidObjectsAreRefused(kind)).status;
}

const bounds = (maxSurge: number | string, maxUnavailable: number | string) => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge, maxUnavailable },
});

describe('what breaks a rule', () => {
  test.for<[WorkloadKind, Edits]>([
    ['Deployment', { '/spec/selector': null }],
    ['Deployment', { '/spec/selector': { matchLabels: {} } }],
    ['Deployment', { '/spec/template/metadata/labels': { app: 'other' } }],
    ['Deployment', { '/spec/strategy': bounds(0, '0%') }],
    ['Deployment', { '/spec/strategy': bounds('x', 1) }],
    ['Deployment', { '/spec/strategy': bounds(1, '101%') }],
    ['Deployment', { '/spec/strategy': { type: 'Recreate', rollingUpdate: {} , maxSurge: 1 } }],
    ['Deployment', { '/spec/strategy': { type: 'BlueGreen' } }],
    ['Deployment', { '/spec/replicas': -1 }],
    ['Deployment', { '/spec/minReadySeconds': 600 }],
    ['Deployment', { '/metadata/name': 'Web' }],
    ['Deployment', { '/spec/template/spec/restartPolicy': 'Never' }],
    ['Deployment', { '/spec/template/spec/activeDeadlineSeconds': 30 }],
    ['StatefulSet', { '/spec/podManagementPolicy': 'Sorted' }],
    ['StatefulSet', { '/spec/updateStrategy': { type: 'OnDelete', rollingUpdate: {} } }],
    ['StatefulSet', { '/spec/updateStrategy/rollingUpdate/maxUnavailable': 0 }],
    ['StatefulSet', { '/spec/ordinals/start': -1 }],
    ['StatefulSet', { '/spec/serviceName': 'a.b' }],
    ['StatefulSet', { '/metadata/name': 'web.example' }],
    ['DaemonSet', { '/spec/updateStrategy': bounds(1, 1) }],
    ['DaemonSet', { '/spec/updateStrategy/rollingUpdate/maxSurge': 1 }],
    ['DaemonSet', { '/spec/updateStrategy': bounds('101%', 0) }],
  ])('of a %s: %j', ([kind, set]) => {
    expect(judged(kind, set)).toBe('failed');
    expect(judged(kind, set, refusal)).toBe('passed');
  });
});

test('a change is judged against the object as it was', () => {
  const target = { kind: 'StatefulSet', of: 'web', pick: 0 } as const;
  const set = { '/spec/serviceName': 'other' };
  const change = (answer?: typeof refusal) =>
    miniTrace()
      .add('StatefulSet', 'web', { spec: { serviceName: 'web' } })
      .command({ verb: 'edit', target, set }, { kind: 'StatefulSet', name: 'web' }, answer)
      .judge(invalidObjectsAreRefused('StatefulSet')).status;
  expect(change()).toBe('failed');
  expect(change(refusal)).toBe('passed');
});

test('says nothing of what breaks no rule, of other refusals, of what the gate drops', () => {
  expect(judged('Deployment', { '/spec/strategy': bounds('300%', 50) })).toBe('vacuous');
  const create = { verb: 'create', kind: 'Deployment', name: 'web', spec } as const;
  const conflict = { phase: 'rejected', code: 409 } as const;
  const property = invalidObjectsAreRefused('Deployment');
  const set = { '/spec/selector': null };
  const again = miniTrace().command({ ...create, set }, undefined, conflict).judge(property);
  expect(again.status).toBe('vacuous');
  const budget = { '/spec/updateStrategy': bounds(0, 0) };
  const dropped = miniTrace({ features: { MaxUnavailableStatefulSet: false } })
    .command({ verb: 'create', kind: 'StatefulSet', name: 'web', spec, set: budget })
    .judge(invalidObjectsAreRefused('StatefulSet'));
  expect(dropped.status).toBe('vacuous');
});
