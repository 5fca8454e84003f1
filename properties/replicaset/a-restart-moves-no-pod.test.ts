import { describe, expect, test } from 'vitest';
import { miniTrace, podName } from '../deployment/fixture.ts';
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
});
