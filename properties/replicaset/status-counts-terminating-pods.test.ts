import { describe, expect, test } from 'vitest';
import { miniTrace, podName, setName } from '../deployment/fixture.ts';
import { statusCountsTerminatingPods as property } from './status-counts-terminating-pods.ts';

/** Three pods, one of which is on its way out. */
function told(terminatingReplicas: number | undefined, version = '1.36') {
  const story = miniTrace({ version }).deployment().set('a').pods('a', 3);
  return story.also((trace) => {
    trace.terminate('Pod', podName('a', 1), 'user');
    const counted = terminatingReplicas !== undefined && { terminatingReplicas };
    const status = { replicas: 2, ...counted };
    trace.change('ReplicaSet', setName('a'), { status }, 'replicaset-controller');
  });
}

function judged(story: ReturnType<typeof told>) {
  return story.also((trace) => trace.rest()).judge(property);
}

describe('replicaset/status-counts-terminating-pods', () => {
  test('holds with the number of them', () => {
    expect(judged(told(1))).toBe('passed');
  });

  test('fails with another number, or none', () => {
    expect(judged(told(0))).toBe('failed');
    expect(judged(told(3))).toBe('failed');
    expect(judged(told(undefined))).toBe('failed');
  });

  test('does not count pods that have ended or were relabelled', () => {
    const ended = told(0).also((trace) =>
      trace.change('Pod', podName('a', 1), { status: { phase: 'Failed' } }, 'kubelet'),
    );
    expect(judged(ended)).toBe('passed');
    const stray = told(0).also((trace) =>
      trace.change('Pod', podName('a', 1), { metadata: { labels: {} } }, 'user'),
    );
    expect(judged(stray)).toBe('passed');
  });

  test('expects no such field of a release without the gate', () => {
    expect(judged(told(undefined, '1.34'))).toBe('passed');
    expect(judged(told(1, '1.34'))).toBe('failed');
  });

  test('says nothing about what is being deleted', () => {
    const story = told(0);
    story.also((trace) => trace.terminate('ReplicaSet', setName('a'), 'user'));
    expect(judged(story)).toBe('vacuous');
  });
});
