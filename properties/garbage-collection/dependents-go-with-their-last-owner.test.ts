import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { dependentsGoWithTheirLastOwner } from './dependents-go-with-their-last-owner.ts';

const property = dependentsGoWithTheirLastOwner('Deployment');

/** A ReplicaSet with a pod, of which the ReplicaSet is deleted. */
function bereft() {
  const trace = miniTrace().add('ReplicaSet', 'web');
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  return trace.add('Pod', 'web-1', { metadata: { ownerReferences } }).remove('ReplicaSet', 'web');
}

describe('garbage-collection/dependents-go-with-their-last-owner', () => {
  test('holds when the dependent is gone or going', () => {
    expect(bereft().remove('Pod', 'web-1').rest().judge(property).status).toBe('passed');
    expect(bereft().terminate('Pod', 'web-1').rest().judge(property).status).toBe('passed');
  });

  test('fails when it stays, also beside a namesake of its owner', () => {
    expect(bereft().rest().judge(property).status).toBe('failed');
    expect(bereft().add('ReplicaSet', 'web').rest().judge(property).status).toBe('failed');
  });

  test('says nothing of what was set free or has another owner', () => {
    const free = bereft().change('Pod', 'web-1', { metadata: { ownerReferences: [] } });
    expect(free.rest().judge(property).status).toBe('vacuous');
    const trace = bereft().add('ReplicaSet', 'other');
    const other = ownedByObject('ReplicaSet', 'other', trace.uidOf('ReplicaSet', 'other'));
    trace.change('Pod', 'web-1', { metadata: { ownerReferences: other } });
    expect(trace.rest().judge(property).status).toBe('vacuous');
  });
});
