import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import { looksDone } from './done.ts';
import { objectOf } from './fixture.ts';

const ownerReferences = [{ kind: 'DaemonSet', name: 'web', uid: 'uid-web', controller: true }];

const deployment = (status: object = {}, spec: object = {}) =>
  objectOf('Deployment', 'web', 1, {
    metadata: { generation: 2 },
    spec: { replicas: 2, ...spec },
    status: {
      observedGeneration: 2,
      replicas: 2,
      updatedReplicas: 2,
      availableReplicas: 2,
      conditions: [{ type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' }],
      ...status,
    },
  });
const set = (status: object = {}) =>
  objectOf('StatefulSet', 'web', 1, {
    metadata: { generation: 1 },
    spec: { replicas: 0 },
    status: { observedGeneration: 1, currentRevision: 'a', updateRevision: 'a', ...status },
  });
const agents = (status: object = {}) =>
  objectOf('DaemonSet', 'web', 1, {
    metadata: { generation: 1 },
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: 1,
      currentNumberScheduled: 1,
      numberReady: 1,
      updatedNumberScheduled: 1,
      numberAvailable: 1,
      ...status,
    },
  });
const pod = (ready: string, metadata: object = { ownerReferences }) =>
  objectOf('Pod', 'web-0', 1, {
    metadata,
    status: { conditions: [{ type: 'Ready', status: ready }] },
  });

describe('a world looks done', () => {
  test.for<[string, readonly KubernetesObject[]]>([
    ['when there is nothing', []],
    ['when a Deployment has rolled out', [deployment()]],
    ['when a StatefulSet is at one revision', [set()]],
    ['when a DaemonSet is everywhere', [agents(), pod('True')]],
    ['when a pod that is not ready has no controller', [pod('False', {})]],
  ])('%s', ([, objects]) => expect(looksDone(objects)).toBe(true));
});

describe('a world does not look done', () => {
  test.for<[string, readonly KubernetesObject[]]>([
    ['when a spec has not been looked at', [deployment({ observedGeneration: 1 })]],
    ['when a controller has not begun', [objectOf('StatefulSet', 'web', 1)]],
    ['when a pod is missing', [deployment({ availableReplicas: 1 })]],
    ['when a rollout is not declared complete', [deployment({ conditions: [
      { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated' },
    ] })]],
    ['when old ReplicaSets are beyond the limit', [
      deployment({}, { revisionHistoryLimit: 0 }),
      objectOf('ReplicaSet', 'old', 1, { metadata: { ownerReferences }, spec: { replicas: 0 } }),
    ]],
    ['when an update has not ended', [set({ updateRevision: 'b' })]],
    ['when a node lacks its pod', [agents({ numberReady: 0 })]],
    ['when a pod is where it should not be', [agents({ numberMisscheduled: 1 })]],
    ['when a pod is not ready', [agents(), pod('False')]],
    ['when an object is going', [
      objectOf('Pod', 'a', 1, { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }),
    ]],
    ['when a claim is not bound', [
      objectOf('PersistentVolumeClaim', 'a', 1, { status: { phase: 'Pending' } }),
    ]],
  ])('%s', ([, objects]) => expect(looksDone(objects)).toBe(false));
});
