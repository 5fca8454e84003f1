import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import { areCompanionsDone } from './done-companions.ts';

const metadata = { name: 'web', uid: 'u', resourceVersion: '1', creationTimestamp: '' };
const labels = { app: 'web' };

function objects(...parts: readonly object[]): readonly KubernetesObject[] {
  return parts.map((part) => ({ metadata, ...part })) as unknown as readonly KubernetesObject[];
}

function podThatIs(status: 'True' | 'False') {
  return {
    kind: 'Pod',
    metadata: { ...metadata, uid: 'pod', labels },
    status: { phase: 'Running', podIP: '10.0.0.1', conditions: [{ type: 'Ready', status }] },
  };
}

const service = { kind: 'Service', spec: { selector: labels } };
const slice = {
  kind: 'EndpointSlice',
  metadata: { ...metadata, ownerReferences: [{ uid: 'u' }] },
  endpoints: [{ conditions: { serving: true }, targetRef: { uid: 'pod' } }],
};

describe('what follows the pods', () => {
  test('is done where there is nothing', () => {
    expect(areCompanionsDone(objects(podThatIs('True')))).toBe(true);
  });

  test('is done when the endpoints say what the pods are', () => {
    expect(areCompanionsDone(objects(service, slice, podThatIs('True')))).toBe(true);
    expect(areCompanionsDone(objects(service, slice, podThatIs('False')))).toBe(false);
    expect(areCompanionsDone(objects(service, podThatIs('True')))).toBe(false);
  });

  test('is done when a budget has counted its healthy pods', () => {
    const budget = (currentHealthy: number) => ({
      kind: 'PodDisruptionBudget',
      spec: { selector: { matchLabels: labels } },
      status: { currentHealthy },
    });
    expect(areCompanionsDone(objects(budget(1), podThatIs('True')))).toBe(true);
    expect(areCompanionsDone(objects(budget(0), podThatIs('True')))).toBe(false);
  });

  test('is done when a quota has counted the pods', () => {
    const quota = (pods: string) => ({ kind: 'ResourceQuota', status: { used: { pods } } });
    expect(areCompanionsDone(objects(quota('1'), podThatIs('True')))).toBe(true);
    expect(areCompanionsDone(objects(quota('0'), podThatIs('True')))).toBe(false);
  });
});
