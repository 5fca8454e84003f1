import { describe, expect, test } from 'vitest';
import { evict, miniPod } from './fixture.ts';
import { removedNodesHaveAQuarantine } from './removed-nodes-have-a-quarantine.ts';

const property = removedNodesHaveAQuarantine('DaemonSet');
const removed = (ms: number) => miniPod().remove('Node', 'n0', 'user').wait(ms);

describe('node-lifecycle/removed-nodes-have-a-quarantine', () => {
  test('holds when the node has been gone for long enough', () => {
    expect(evict(removed(40_000), 'DeletionByPodGC').judge(property).status).toBe('passed');
  });
  test('fails when it has not, or exists', () => {
    expect(evict(removed(38_000), 'DeletionByPodGC').judge(property).status).toBe('failed');
    expect(evict(miniPod(), 'DeletionByPodGC').judge(property).status).toBe('failed');
  });
  test('says nothing of pods that go for something else', () => {
    expect(evict(removed(1000)).judge(property).status).toBe('vacuous');
  });
});
