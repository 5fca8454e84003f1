import { describe, expect, test } from 'vitest';
import type { MiniTrace } from './fixture.ts';
import { miniTrace, ownedByObject } from './fixture.ts';
import { judgeFully } from './judge.ts';
import { standstills } from './standstills.ts';

const met = (trace: MiniTrace) => [...judgeFully(trace.build(), []).standstills];
const onDelete = { updateStrategy: { type: 'OnDelete' } } as const;

describe('legal standstills', () => {
  test('have names of their own', () => {
    expect(new Set(standstills.map(({ id }) => id)).size).toBe(standstills.length);
  });
  test('are told of a world at rest, not of one that is not', () => {
    const status = { replicas: 0, currentRevision: 'web-a', updateRevision: 'web-b' };
    const spec = { ...onDelete, replicas: 0 };
    const held = () => miniTrace().add('StatefulSet', 'web', { spec, status });
    expect(met(held().rest())).toEqual(['statefulset/an-update-is-held-back']);
    expect(met(held().rest(false))).toEqual([]);
  });
  test('are told of an ordered set that waits for a broken revision', () => {
    const trace = miniTrace().add('StatefulSet', 'web', {
      spec: { replicas: 1 },
      status: { replicas: 1, currentRevision: 'web-a', updateRevision: 'web-a' },
    });
    const ownerReferences = ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web'));
    const labels = { app: 'mini', 'controller-revision-hash': 'web-b' };
    trace.add('Pod', 'web-0', { metadata: { labels, ownerReferences } });
    expect(met(trace.rest())).toEqual(['statefulset/waits-for-a-broken-revision']);
  });
  test('are told of a pod that keeps the name of an ordinal', () => {
    const trace = miniTrace().add('StatefulSet', 'web', { spec: { replicas: 1 } });
    expect(met(trace.add('Pod', 'web-0').rest())).toEqual([
      'statefulset/a-released-pod-keeps-its-name',
    ]);
  });
  test('are told of a rollout in a pause', () => {
    const trace = (paused: boolean) => miniTrace().add('Deployment', 'web', { spec: { paused } });
    expect(met(trace(true).rest())).toEqual(['deployment/paused-in-mid-rollout']);
    expect(met(trace(false).rest())).toEqual([]);
  });
  test('are told of daemon pods that nobody deletes', () => {
    const status = {
      currentNumberScheduled: 2,
      desiredNumberScheduled: 2,
      numberMisscheduled: 0,
      numberReady: 2,
      updatedNumberScheduled: 1,
      observedGeneration: 1,
    };
    const trace = (spec: object) => miniTrace().add('DaemonSet', 'web', { spec, status }).rest();
    expect(met(trace(onDelete))).toEqual(['daemonset/waits-for-pods-to-be-deleted']);
    expect(met(trace({}))).toEqual([]);
  });
  test('are not told of what is being deleted', () => {
    const trace = miniTrace().add('Deployment', 'web', { spec: { paused: true } });
    expect(met(trace.terminate('Deployment', 'web').rest())).toEqual([]);
  });
});
