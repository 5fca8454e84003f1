import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { whatHasAnOwnerStays } from './what-has-an-owner-stays.ts';

const property = whatHasAnOwnerStays('Deployment');
const by = 'garbage-collector';

/** A ReplicaSet with a pod. */
function owned() {
  const trace = miniTrace().add('ReplicaSet', 'web');
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  return trace.add('Pod', 'web-1', { metadata: { ownerReferences } });
}

describe('garbage-collection/what-has-an-owner-stays', () => {
  test('holds when the owner is gone, also beside a namesake', () => {
    const gone = owned().remove('ReplicaSet', 'web').add('ReplicaSet', 'web');
    expect(gone.terminate('Pod', 'web-1', by).judge(property).status).toBe('passed');
  });

  test('holds when the owner waits for it', () => {
    const trace = owned().change('ReplicaSet', 'web', {
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['foregroundDeletion'] },
    });
    expect(trace.terminate('Pod', 'web-1', by).judge(property).status).toBe('passed');
  });

  test('fails when the owner is there, or sets its dependents free', () => {
    expect(owned().terminate('Pod', 'web-1', by).judge(property).status).toBe('failed');
    const freeing = owned().change('ReplicaSet', 'web', {
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['orphan'] },
    });
    expect(freeing.remove('Pod', 'web-1', by).judge(property).status).toBe('failed');
  });

  test('says nothing of deletions by others', () => {
    const trace = owned().terminate('Pod', 'web-1', 'replicaset-controller');
    expect(trace.remove('Pod', 'web-1', 'kubelet').judge(property).status).toBe('vacuous');
  });
});
