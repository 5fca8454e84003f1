import { describe, expect, test } from 'vitest';
import { miniTrace, podName, setName } from '../deployment/fixture.ts';
import { ownedByObject } from '../fixture.ts';
import { aRestartMovesNoPod as property } from './a-restart-moves-no-pod.ts';

const restart = {
  fault: 'ControllerRestart',
  component: 'replicaset-controller',
  for: 1000,
} as const;
const by = 'replicaset-controller';

/** A ReplicaSet with its three pods, a while of silence, and a restart that is not over yet. */
function restarted(silence = 10_000, pods = 3) {
  const story = miniTrace({ stalenessMs: 2000 }).deployment().set('a').pods('a', pods);
  return story.wait(silence).also((trace) => trace.fault(restart)).wait(500);
}

describe('replicaset/a-restart-moves-no-pod', () => {
  test('fails when a pod is created or deleted', () => {
    expect(restarted().pods('a', 1).judge(property)).toBe('failed');
    const deleted = restarted().also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(deleted.judge(property)).toBe('failed');
  });

  test('holds when nothing happens until the controller is back', () => {
    const story = restarted().also((trace) => trace.heal());
    expect(story.judge(property)).toBe('passed');
  });

  test('says nothing when something happened a moment before, or happens meanwhile', () => {
    expect(restarted(500).pods('a', 1).judge(property)).toBe('vacuous');
    const lost = restarted().also((trace) => trace.terminate('Pod', podName('a', 1), 'user'));
    expect(lost.pods('a', 1).judge(property)).toBe('vacuous');
    const scaled = restarted().resize('a', 4).pods('a', 1);
    expect(scaled.judge(property)).toBe('vacuous');
  });

  test('says nothing of a ReplicaSet that lacks pods, or is offered one', () => {
    expect(restarted(10_000, 2).pods('a', 1).judge(property)).toBe('vacuous');
    const offered = restarted().also((trace) => {
      const labels = { app: 'mini', 'pod-template-hash': 'bcdfg' };
      trace.add('Pod', 'stray', { metadata: { labels } });
      trace.terminate('Pod', podName('a', 1), by);
    });
    expect(offered.judge(property)).toBe('vacuous');
  });

  test('says nothing without a restart', () => {
    const story = miniTrace().deployment().set('a').pods('a', 3).wait(10_000).pods('a', 1);
    expect(story.judge(property)).toBe('vacuous');
  });

  test('fails until every cache of the successor has caught up, and not later', () => {
    const back = (after: number) => restarted().also((trace) => trace.heal()).wait(after).pods('a', 1);
    expect([back(4000).judge(property), back(4001).judge(property)]).toEqual(['failed', 'passed']);
  });

  test('says nothing of other faults, of a restart that was refused, and of an empty set', () => {
    const still = () => miniTrace({ stalenessMs: 2000 }).deployment().set('a').pods('a', 3).wait(9000);
    const stale = { ...restart, fault: 'StaleCache' } as const;
    expect(still().also((trace) => trace.fault(stale)).pods('a', 1).judge(property)).toBe('vacuous');
    const refused = still().also((trace) => trace.fault(restart, undefined, 404));
    expect(refused.pods('a', 1).judge(property)).toBe('vacuous');
    const empty = miniTrace({ stalenessMs: 2000 }).deployment().set('a', { replicas: 0 }).wait(9000);
    expect(empty.also((trace) => trace.fault(restart).heal()).judge(property)).toBe('vacuous');
  });

  test('does not take a status for a move, nor a pod that somebody else made for its own', () => {
    const told = (tell: (story: ReturnType<typeof miniTrace>) => unknown) => {
      const story = miniTrace({ stalenessMs: 2000 }).deployment().set('a').pods('a', 3).wait(9000);
      tell(story);
      return story.also((trace) => trace.fault(restart)).pods('a', 1).judge(property);
    };
    expect(told((story) => story.report('a', { available: 3 }))).toBe('failed');
    const unready = { phase: 'Running', conditions: [] } as const;
    const change = (sketch: object) => (story: ReturnType<typeof miniTrace>) =>
      story.also((trace) => trace.change('Pod', podName('a', 1), sketch, 'kubelet'));
    expect(told(change({ status: unready }))).toBe('failed');
    expect(told(change({ metadata: { labels: { app: 'mini', tier: 'x' } } }))).toBe('vacuous');
    const made = restarted().also((trace) => {
      const uid = trace.uidOf('ReplicaSet', setName('a'));
      const ownerReferences = ownedByObject('ReplicaSet', setName('a'), uid);
      trace.add('Pod', 'made', { metadata: { ownerReferences } }, 'user');
    });
    expect(made.judge(property)).toBe('vacuous');
  });
});
