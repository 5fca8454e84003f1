import { describe, expect, test } from 'vitest';
import { adoptedPodsAreUpdated as property } from './adopted-pods-are-updated.ts';
import { miniDaemons } from './fixture.ts';

const generation = { 'deprecated.daemonset.template.generation': '1' };
/** The set is born after the pods that it takes over. */
const adopting = (revision: string) =>
  miniDaemons(1).also((trace) => {
    const annotations = generation;
    const creationTimestamp = '2026-01-01T00:01:00Z';
    trace.change('DaemonSet', 'log', { metadata: { annotations, creationTimestamp } });
  }).pod('bbbbb', 'n1', { revision, labels: { 'pod-template-generation': '1' } });

describe('daemonset/adopted-pods-are-updated', () => {
  test('holds for a pod of the present template', () => {
    expect(adopting('a').rest().judge(property)).toBe('passed');
  });
  test('fails for a pod of another template with the same generation', () => {
    expect(adopting('x').rest().judge(property)).toBe('failed');
  });
  test('holds when such a pod was replaced', () => {
    const told = adopting('x').pod('ccccc', 'n1').drop('bbbbb').rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing about the pods that the set made itself', () => {
    expect(miniDaemons(1).pod('bbbbb', 'n1').rest().judge(property)).toBe('vacuous');
  });
});
