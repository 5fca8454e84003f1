import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { ownersWaitForWhatBlocksThem } from './owners-wait-for-what-blocks-them.ts';

const property = ownersWaitForWhatBlocksThem('Deployment');
const waiting = {
  metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['foregroundDeletion'] },
};

/** A Deployment with a ReplicaSet with a pod, and the Deployment deleted in the foreground. */
function deleted() {
  const trace = miniTrace({ stalenessMs: 2000 }).add('Deployment', 'web');
  const byWeb = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
  trace.add('ReplicaSet', 'web-a', { metadata: { ownerReferences: byWeb } });
  const bySet = ownedByObject('ReplicaSet', 'web-a', trace.uidOf('ReplicaSet', 'web-a'));
  trace.add('Pod', 'web-1', { metadata: { ownerReferences: bySet } }).wait(10_000);
  return trace.change('Deployment', 'web', waiting, 'user');
}

/** The ReplicaSet waits for its pod, too. */
function passedOn() {
  return deleted().change('ReplicaSet', 'web-a', waiting, 'garbage-collector');
}

describe('garbage-collection/owners-wait-for-what-blocks-them', () => {
  test('holds when pods go before the ReplicaSet, and that before the Deployment', () => {
    const trace = passedOn().remove('Pod', 'web-1').remove('ReplicaSet', 'web-a');
    expect(trace.remove('Deployment', 'web').judge(property)).toMatchObject({
      status: 'passed',
      exercised: 3,
    });
  });

  test('fails when an owner goes first', () => {
    expect(passedOn().remove('Deployment', 'web').judge(property).status).toBe('failed');
    expect(passedOn().remove('ReplicaSet', 'web-a').judge(property).status).toBe('failed');
  });

  test('fails when the ReplicaSet is deleted without waiting for its pods', () => {
    const trace = deleted().remove('ReplicaSet', 'web-a', 'garbage-collector');
    expect(trace.judge(property).status).toBe('failed');
  });

  test('says nothing of a pod that has just come', () => {
    const trace = passedOn().remove('Pod', 'web-1');
    const bySet = ownedByObject('ReplicaSet', 'web-a', trace.uidOf('ReplicaSet', 'web-a'));
    trace.add('Pod', 'web-2', { metadata: { ownerReferences: bySet } }).wait(1000);
    expect(trace.remove('ReplicaSet', 'web-a').judge(property).status).toBe('passed');
  });

  test('says nothing of other deletions', () => {
    const trace = miniTrace().add('Deployment', 'web').terminate('Deployment', 'web', 'user');
    expect(trace.remove('Deployment', 'web').judge(property).status).toBe('vacuous');
  });
});
