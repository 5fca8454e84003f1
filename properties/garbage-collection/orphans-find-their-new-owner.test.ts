import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { orphansFindTheirNewOwner } from './orphans-find-their-new-owner.ts';

const property = orphansFindTheirNewOwner('StatefulSet');
const leaving = {
  metadata: { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['orphan'] },
};
const labels = { app: 'mini' };

/** A StatefulSet leaves a pod of this name behind, and is made again. */
function recreated(pod = 'web-0') {
  const trace = miniTrace().add('StatefulSet', 'web');
  const ownerReferences = ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web'));
  trace.add('Pod', pod, { metadata: { ownerReferences, labels } });
  trace.change('StatefulSet', 'web', leaving, 'user');
  trace.change('Pod', pod, { metadata: { ownerReferences: [] } }, 'garbage-collector');
  return trace.remove('StatefulSet', 'web').add('StatefulSet', 'web');
}

describe('garbage-collection/orphans-find-their-new-owner', () => {
  test('holds when the pod is taken over', () => {
    const trace = recreated();
    const ownerReferences = ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web'));
    trace.change('Pod', 'web-0', { metadata: { ownerReferences } });
    expect(trace.rest().judge(property).status).toBe('passed');
  });

  test('fails when it stays alone', () => {
    expect(recreated().rest().judge(property).status).toBe('failed');
  });

  test('says nothing of a pod that is gone, that has ended or that does not fit', () => {
    expect(recreated().remove('Pod', 'web-0').rest().judge(property).status).toBe('vacuous');
    const ended = recreated().change('Pod', 'web-0', { status: { phase: 'Failed' } });
    expect(ended.rest().judge(property).status).toBe('vacuous');
    expect(recreated('other').rest().judge(property).status).toBe('vacuous');
    const relabelled = recreated().change('Pod', 'web-0', { metadata: { labels: {} } });
    expect(relabelled.rest().judge(property).status).toBe('vacuous');
  });

  test('knows what Deployments and ReplicaSets take', () => {
    const trace = miniTrace().add('Deployment', 'web');
    const byWeb = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
    trace.add('ReplicaSet', 'web-a', { metadata: { ownerReferences: byWeb, labels } });
    trace.change('Deployment', 'web', leaving, 'user').remove('Deployment', 'web');
    trace.change('ReplicaSet', 'web-a', { metadata: { ownerReferences: [] } });
    const claim = orphansFindTheirNewOwner('Deployment');
    expect(trace.add('Deployment', 'other').rest().judge(claim).status).toBe('failed');
  });
});
