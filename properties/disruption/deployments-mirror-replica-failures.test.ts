import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { deploymentsMirrorReplicaFailures } from './deployments-mirror-replica-failures.ts';

const failing = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }] as const;

function miniMirror(isReported: boolean, isFailing: boolean, paused = false) {
  const status = { observedGeneration: 1, conditions: isReported ? failing : [] };
  const trace = miniTrace().add('Deployment', 'web', { spec: { paused }, status });
  const ownerReferences = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
  const conditions = isFailing ? failing : [];
  trace.add('ReplicaSet', 'web-a', { metadata: { ownerReferences }, status: { conditions } });
  return trace.rest().judge(deploymentsMirrorReplicaFailures).status;
}

describe('disruption/deployments-mirror-replica-failures', () => {
  test('holds when both report it, or neither', () => {
    expect(miniMirror(true, true)).toBe('passed');
    expect(miniMirror(false, false)).toBe('passed');
  });

  test('fails when one of them does not', () => {
    expect(miniMirror(true, false)).toBe('failed');
    expect(miniMirror(false, true)).toBe('failed');
  });

  test('says nothing of a paused Deployment', () => {
    expect(miniMirror(true, false, true)).toBe('vacuous');
  });
});
