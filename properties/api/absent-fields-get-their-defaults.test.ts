import { describe, expect, test } from 'vitest';
import type { Edits } from '../../specs/json-patch.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { miniTrace } from '../fixture.ts';
import { absentFieldsGetTheirDefaults } from './absent-fields-get-their-defaults.ts';

/** The judgement of a create with these edits that is stored with this spec. */
function judged(kind: WorkloadKind, set: Edits, stored: object) {
  const spec = { template: { revision: 'a' } };
  return miniTrace()
    .command({ verb: 'create', kind, name: 'web', spec, set })
    .add(kind, 'web', { spec: stored })
    .judge(absentFieldsGetTheirDefaults(kind)).status;
}

const bounds = { maxSurge: '25%', maxUnavailable: '25%' };
const deployment = {
  replicas: 1,
  strategy: { type: 'RollingUpdate', rollingUpdate: bounds },
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
};

describe('a Deployment', () => {
  test('gets the documented defaults', () => {
    expect(judged('Deployment', {}, deployment)).toBe('passed');
    expect(judged('Deployment', {}, { ...deployment, revisionHistoryLimit: 2 })).toBe('failed');
    const strategy = { type: 'RollingUpdate', rollingUpdate: { ...bounds, maxSurge: 1 } };
    const one = { ...deployment, strategy };
    expect(judged('Deployment', {}, one)).toBe('failed');
  });

  test('keeps what was said', () => {
    const set = { '/spec/replicas': 0, '/spec/strategy/type': 'Recreate' };
    const stored = { ...deployment, replicas: 0, strategy: { type: 'Recreate' } };
    expect(judged('Deployment', set, stored)).toBe('passed');
    expect(judged('Deployment', set, { ...stored, replicas: 1 })).toBe('failed');
  });
});

test('a StatefulSet whose type is named alone gets no partition', () => {
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 0 } };
  const stored = {
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    updateStrategy,
  };
  const named = { '/spec/updateStrategy': { type: 'RollingUpdate' } };
  expect(judged('StatefulSet', {}, stored)).toBe('passed');
  expect(judged('StatefulSet', named, stored)).toBe('failed');
  const bare = { ...stored, updateStrategy: { type: 'RollingUpdate' } };
  expect(judged('StatefulSet', named, bare)).toBe('passed');
  expect(judged('StatefulSet', {}, bare)).toBe('failed');
});

test('a DaemonSet surges by none', () => {
  const rollingUpdate = { maxUnavailable: 1, maxSurge: 0 };
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate };
  const stored = { revisionHistoryLimit: 10, updateStrategy };
  expect(judged('DaemonSet', {}, stored)).toBe('passed');
  const surging = { type: 'RollingUpdate', rollingUpdate: { ...rollingUpdate, maxSurge: 1 } };
  expect(judged('DaemonSet', {}, { ...stored, updateStrategy: surging })).toBe('failed');
});

test('says nothing of what the scenario did not create, or was refused', () => {
  const property = absentFieldsGetTheirDefaults('Deployment');
  expect(miniTrace().add('Deployment', 'web').judge(property).status).toBe('vacuous');
  const spec = { template: { revision: 'a' } };
  const refused = miniTrace()
    .command({ verb: 'create', kind: 'Deployment', name: 'web', spec }, undefined, {
      phase: 'rejected',
      code: 422,
    })
    .add('Deployment', 'web');
  expect(refused.judge(property).status).toBe('vacuous');
});
