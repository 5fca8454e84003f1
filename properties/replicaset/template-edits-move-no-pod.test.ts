import { describe, expect, test } from 'vitest';
import { miniTrace, podName, setName, templateOf } from '../deployment/fixture.ts';
import { templateEditsMoveNoPod as property } from './template-edits-move-no-pod.ts';

const by = 'replicaset-controller';

/** A ReplicaSet with three pods whose template somebody changes. */
function edited() {
  const story = miniTrace().deployment().set('a').pods('a', 3).wait(10_000);
  const template = templateOf('b', { 'pod-template-hash': 'bcdfg' });
  return story
    .also((trace) => trace.change('ReplicaSet', setName('a'), { spec: { template } }, 'user'))
    .wait(1);
}

describe('replicaset/template-edits-move-no-pod', () => {
  test('holds when the pods are there at rest', () => {
    expect(edited().also((trace) => trace.rest()).judge(property)).toBe('passed');
  });

  test('fails when one is replaced for it', () => {
    const story = edited().also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(story.judge(property)).toBe('failed');
  });

  test('holds when one is too many', () => {
    const story = edited().resize('a', 2);
    story.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(story.judge(property)).toBe('passed');
  });

  test('fails when the selector changes', () => {
    const spec = { selector: { matchLabels: { app: 'other' } } };
    const story = edited().also((trace) => trace.change('ReplicaSet', setName('a'), { spec }));
    expect(story.judge(property)).toBe('failed');
  });

  test('says nothing while the template is what it was', () => {
    const story = miniTrace().deployment().set('a').pods('a', 3).resize('a', 2);
    story.also((trace) => trace.terminate('Pod', podName('a', 1), by).rest());
    expect(story.judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    expect(edited().also((trace) => trace.rest(false)).judge(property)).toBe('vacuous');
  });
});
