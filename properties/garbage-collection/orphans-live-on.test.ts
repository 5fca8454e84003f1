import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { orphansLiveOn } from './orphans-live-on.ts';

const property = orphansLiveOn('Deployment');
const by = 'garbage-collector';
const leaving = {
  metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['orphan'] },
};
const free = { metadata: { ownerReferences: [] } };

/** A ReplicaSet with a pod that is as old as said, deleted with policy Orphan. */
function deleted(age = 10_000) {
  const trace = miniTrace({ stalenessMs: 2000 }).add('ReplicaSet', 'web').wait(10_000);
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  trace.add('Pod', 'web-1', { metadata: { ownerReferences } }).wait(age);
  return trace.change('ReplicaSet', 'web', leaving, 'user');
}

describe('garbage-collection/orphans-live-on', () => {
  test('holds when the pod is free before its owner goes', () => {
    const trace = deleted().change('Pod', 'web-1', free, by).remove('ReplicaSet', 'web', by);
    expect(trace.judge(property).status).toBe('passed');
  });

  test('fails when the owner goes first', () => {
    expect(deleted().remove('ReplicaSet', 'web', by).judge(property).status).toBe('failed');
  });

  test('fails when the pod is collected', () => {
    expect(deleted().terminate('Pod', 'web-1', by).judge(property).status).toBe('failed');
  });

  test('lets a pod go that was too young to be known', () => {
    const trace = deleted(1000).remove('ReplicaSet', 'web', by);
    expect(trace.terminate('Pod', 'web-1', by).judge(property).status).toBe('passed');
  });

  test('says nothing of other deletions', () => {
    const trace = miniTrace().add('ReplicaSet', 'web').remove('ReplicaSet', 'web', 'user');
    expect(trace.judge(property).status).toBe('vacuous');
  });
});
