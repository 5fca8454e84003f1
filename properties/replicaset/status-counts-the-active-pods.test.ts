import { describe, expect, test } from 'vitest';
import { miniTrace, podName, setName } from '../deployment/fixture.ts';
import { statusCountsTheActivePods as property } from './status-counts-the-active-pods.ts';

const by = 'replicaset-controller';

/** Three pods of which two are ready, and a status. */
function told(status: object, minReadySeconds = 0, wait = 60_000) {
  const story = miniTrace({ clockToleranceMs: 1000 }).deployment().set('a', { minReadySeconds });
  story.pods('a', 2).pods('a', 1, 'pending').pods('a', 1, 'failed').wait(wait);
  return story.also((trace) => trace.change('ReplicaSet', setName('a'), { status }, by));
}

const right = { replicas: 3, fullyLabeledReplicas: 3, readyReplicas: 2, availableReplicas: 2 };

function judged(story: ReturnType<typeof told>) {
  return story.also((trace) => trace.rest()).judge(property);
}

describe('replicaset/status-counts-the-active-pods', () => {
  test('holds when every counter is right, and nothing ended is counted', () => {
    expect(judged(told(right))).toBe('passed');
  });

  test('fails when any of them is wrong', () => {
    for (const counter of Object.keys(right)) {
      expect(judged(told({ ...right, [counter]: 1 })), counter).toBe('failed');
    }
  });

  test('does not count terminating pods as ready', () => {
    const story = told(right);
    story.also((trace) => trace.terminate('Pod', podName('a', 1), 'user'));
    expect(judged(story)).toBe('failed');
  });

  test('leaves availability open around its moment', () => {
    const few = { ...right, availableReplicas: 0 };
    expect(judged(told(few, 10, 5000))).toBe('passed');
    expect(judged(told(right, 10, 5000))).toBe('failed');
    expect(judged(told(few, 10, 10_500))).toBe('passed');
    expect(judged(told(right, 10, 10_500))).toBe('passed');
    expect(judged(told(few, 10, 12_000))).toBe('failed');
  });

  test('says nothing about what is being deleted', () => {
    const story = told({ replicas: 0 });
    story.also((trace) => trace.terminate('ReplicaSet', setName('a'), 'user'));
    expect(judged(story)).toBe('vacuous');
  });
});
