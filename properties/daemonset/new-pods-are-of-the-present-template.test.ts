import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { newPodsAreOfThePresentTemplate as property } from './new-pods-are-of-the-present-template.ts';

const rolled = (options = {}) => miniDaemons(2, {}, options).wait(10_000).roll('b');
const numbered = () =>
  miniDaemons(1).also((trace) => {
    const annotations = { 'deprecated.daemonset.template.generation': '1' };
    trace.change('DaemonSet', 'log', { metadata: { annotations } });
  });

describe('daemonset/new-pods-are-of-the-present-template', () => {
  test('holds for template, hash and number', () => {
    expect(rolled().born('bbbbb', 'n1', { revision: 'b' }).judge(property)).toBe('passed');
    const labels = { 'pod-template-generation': '1' };
    expect(numbered().born('bbbbb', 'n1', { labels }).judge(property)).toBe('passed');
  });
  test('fails for the old hash, the old template, or without the number', () => {
    expect(rolled().born('bbbbb', 'n1').judge(property)).toBe('failed');
    const sketch = { revision: 'a', image: 'mini:b' };
    expect(rolled().born('bbbbb', 'n1', sketch).judge(property)).toBe('failed');
    expect(numbered().born('bbbbb', 'n1').judge(property)).toBe('failed');
  });
  test('holds when the old template may still have been seen', () => {
    expect(rolled({ stalenessMs: 5000 }).born('bbbbb', 'n1').judge(property)).toBe('passed');
  });
  test('says nothing of pods that somebody else made', () => {
    expect(rolled().born('bbbbb', 'n1', { actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
