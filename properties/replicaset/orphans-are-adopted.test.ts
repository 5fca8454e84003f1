import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { orphansAreAdopted as property } from './orphans-are-adopted.ts';

/** A ReplicaSet and a pod that it selects and nobody owns. */
function offered(labels: Record<string, string> = { app: 'mini' }) {
  return miniTrace().add('ReplicaSet', 'web').add('Pod', 'stray', { metadata: { labels } });
}

function adopted() {
  const trace = offered();
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  return trace.change('Pod', 'stray', { metadata: { ownerReferences } });
}

describe('replicaset/orphans-are-adopted', () => {
  test('holds when the pod has a controller in the end', () => {
    expect(adopted().rest().judge(property).status).toBe('passed');
  });

  test('fails when it has none', () => {
    expect(offered().rest().judge(property).status).toBe('failed');
  });

  test('says nothing about pods that nobody selects, that have ended, or are gone', () => {
    expect(offered({ app: 'other' }).rest().judge(property).status).toBe('vacuous');
    const ended = offered().change('Pod', 'stray', { status: { phase: 'Failed' } });
    expect(ended.rest().judge(property).status).toBe('vacuous');
    expect(offered().remove('Pod', 'stray').rest().judge(property).status).toBe('vacuous');
  });

  test('says nothing while the ReplicaSet is being deleted', () => {
    const trace = offered().terminate('ReplicaSet', 'web');
    expect(trace.rest().judge(property).status).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    expect(offered().rest(false).judge(property).status).toBe('vacuous');
  });
});
