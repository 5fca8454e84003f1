import { describe, expect, test } from 'vitest';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { mismatchedPodsAreReleased as property } from './mismatched-pods-are-released.ts';

const by = 'replicaset-controller';

/** A pod of a ReplicaSet of this size whose label somebody takes away. */
function relabelled(stalenessMs = 0, replicas = 1) {
  const trace = miniTrace({ stalenessMs }).add('ReplicaSet', 'web', { spec: { replicas } });
  const ownerReferences = ownedByObject('ReplicaSet', 'web', trace.uidOf('ReplicaSet', 'web'));
  const metadata = { ownerReferences, labels: { app: 'mini' } };
  trace.add('Pod', 'web-1', { metadata }).wait(10_000);
  return trace.change('Pod', 'web-1', { metadata: { labels: {} } }, 'user').wait(1);
}

describe('replicaset/mismatched-pods-are-released', () => {
  test('holds when the pod is free in the end', () => {
    const trace = relabelled().change('Pod', 'web-1', { metadata: { ownerReferences: [] } }, by);
    expect(trace.rest().judge(property).status).toBe('passed');
  });

  test('fails when it is still owned', () => {
    expect(relabelled().rest().judge(property).status).toBe('failed');
  });

  test('fails when it is deleted instead', () => {
    expect(relabelled().terminate('Pod', 'web-1', by).judge(property).status).toBe('failed');
  });

  test('holds when it was one too many and its labels may not have been seen to change', () => {
    const trace = relabelled(2000, 0).wait(1000).terminate('Pod', 'web-1', by);
    expect(trace.judge(property).status).toBe('passed');
    const needed = relabelled(2000).wait(1000).terminate('Pod', 'web-1', by);
    expect(needed.judge(property).status).toBe('failed');
    const late = relabelled(2000, 0).wait(3000).terminate('Pod', 'web-1', by);
    expect(late.judge(property).status).toBe('failed');
  });

  test('says nothing when somebody else deletes it, or the ReplicaSet is going', () => {
    expect(relabelled().terminate('Pod', 'web-1', 'user').judge(property).status).toBe('vacuous');
    const trace = relabelled().terminate('ReplicaSet', 'web', 'user');
    expect(trace.rest().judge(property).status).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    expect(relabelled().rest(false).judge(property).status).toBe('vacuous');
  });
});
