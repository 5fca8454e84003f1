import { describe, expect, test } from 'vitest';
import { miniTrace, podName } from '../deployment/fixture.ts';
import type { MiniOptions } from '../fixture.ts';
import { longReadyPodsStay as property } from './long-ready-pods-stay.ts';

/** One pod is ready for `apart` milliseconds more than the other, which is for `age`; one goes. */
function shrunk(victim: 1 | 2, { apart = 60_000, age = 2000, nodes = ['n', 'n'] } = {}) {
  return judged({}, victim, apart, age, nodes);
}

function judged(
  options: MiniOptions,
  victim: 1 | 2,
  apart: number,
  age: number,
  nodes: readonly string[],
) {
  const story = miniTrace(options).deployment().set('a', { replicas: 2 });
  story.pods('a', 1).wait(apart).pods('a', 1);
  const containers = [{ name: 'main', image: 'mini:a' }];
  nodes.forEach((nodeName, index) =>
    story.also((trace) => {
      trace.change('Pod', podName('a', index + 1), { spec: { containers, nodeName } });
    }),
  );
  story.wait(age).resize('a', 1).wait(1);
  story.also((trace) => trace.terminate('Pod', podName('a', victim), 'replicaset-controller'));
  return story.judge(property);
}

describe('replicaset/long-ready-pods-stay', () => {
  test('holds when the pod goes that has just got ready', () => {
    expect(shrunk(2)).toBe('passed');
  });

  test('fails when the other one goes', () => {
    expect(shrunk(1)).toBe('failed');
  });

  test('says nothing of pods that are about as old', () => {
    expect(shrunk(1, { apart: 3000, age: 60_000 })).toBe('vacuous');
    expect(shrunk(2, { apart: 3000, age: 60_000 })).toBe('vacuous');
  });

  test('says nothing of pods on different nodes', () => {
    expect(shrunk(1, { nodes: ['n', 'm'] })).toBe('vacuous');
  });

  test('says nothing where clocks may differ too much', () => {
    expect(judged({ clockToleranceMs: 60_000 }, 1, 60_000, 2000, ['n', 'n'])).toBe('vacuous');
  });
});
