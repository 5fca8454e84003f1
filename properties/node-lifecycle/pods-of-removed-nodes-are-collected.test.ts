import { describe, expect, test } from 'vitest';
import { miniPod } from './fixture.ts';
import { podsOfRemovedNodesAreCollected } from './pods-of-removed-nodes-are-collected.ts';

const property = podsOfRemovedNodesAreCollected('DaemonSet');
const removed = () => miniPod().remove('Node', 'n0', 'user');

describe('node-lifecycle/pods-of-removed-nodes-are-collected', () => {
  test('holds when they are gone', () => {
    const told = removed().wait(60_000).remove('Pod', 'web-1', 'pod-garbage-collector');
    expect(told.rest().judge(property).status).toBe('passed');
  });
  test('fails when they are left', () => {
    expect(removed().wait(100_000).rest().judge(property).status).toBe('failed');
  });
  test('says nothing before their time is over, or when the node is back', () => {
    expect(removed().wait(50_000).rest().judge(property).status).toBe('vacuous');
    const back = removed().add('Node', 'n0').wait(100_000);
    expect(back.rest().judge(property).status).toBe('vacuous');
  });
});
