import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { sometimesAnAdoptionIsOneTooMany as property } from './sometimes-an-adoption-is-one-too-many.ts';

/** A ReplicaSet of this size and with one pod takes over another. */
function adopting(replicas: number) {
  const trace = miniTrace().add('ReplicaSet', 'web', { spec: { replicas } });
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  trace.add('Pod', 'web-1', { metadata: { ownerReferences } }).add('Pod', 'stray');
  return trace.change('Pod', 'stray', { metadata: { ownerReferences } });
}

describe('replicaset/sometimes-an-adoption-is-one-too-many', () => {
  test('is seen when there are pods enough already', () => {
    expect(adopting(1).judge(property).status).toBe('passed');
  });

  test('is not seen when the pod fills a gap', () => {
    expect(adopting(2).judge(property).status).toBe('vacuous');
  });
});
