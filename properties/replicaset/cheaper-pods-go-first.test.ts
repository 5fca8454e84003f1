import { describe, expect, test } from 'vitest';
import { miniTrace, podName } from '../deployment/fixture.ts';
import { cheaperPodsGoFirst as property } from './cheaper-pods-go-first.ts';

/** Pods 1 to 3 cost 10, -10 and nothing; pod 4 is not ready and costs 1000. */
function shrunkTo(replicas: number, ...victims: readonly number[]) {
  const story = miniTrace().deployment().set('a', { replicas: 4 }).pods('a', 3);
  story.pods('a', 1, 'pending');
  [10, -10, 0, 1000].forEach((cost, index) =>
    story.also((trace) => {
      const annotations = { 'controller.kubernetes.io/pod-deletion-cost': `${cost}` };
      const metadata = { ...(cost !== 0 && { annotations }) };
      trace.change('Pod', podName('a', index + 1), { metadata }, 'user');
    }),
  );
  story.wait(10_000).resize('a', replicas);
  for (const victim of victims) {
    story.also((trace) => trace.terminate('Pod', podName('a', victim), 'replicaset-controller'));
  }
  return story.judge(property);
}

describe('replicaset/cheaper-pods-go-first', () => {
  test('holds when the cheapest of those that serve goes after the one that does not', () => {
    expect(shrunkTo(2, 4, 2)).toBe('passed');
  });

  test('fails when a dearer one goes', () => {
    expect(shrunkTo(2, 4, 1)).toBe('failed');
    expect(shrunkTo(2, 4, 3)).toBe('failed');
  });

  test('asks for no order within a batch', () => {
    expect(shrunkTo(1, 3, 4, 2)).toBe('passed');
  });

  test('says nothing where all cost the same', () => {
    const story = miniTrace().deployment().set('a').pods('a', 3).resize('a', 2);
    story.also((trace) => trace.terminate('Pod', podName('a', 1), 'replicaset-controller'));
    expect(story.judge(property)).toBe('vacuous');
  });
});
