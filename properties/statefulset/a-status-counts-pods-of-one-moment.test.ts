import { describe, expect, test } from 'vitest';
import { aStatusCountsPodsOfOneMoment as property } from './a-status-counts-pods-of-one-moment.ts';
import { miniSet } from './fixture.ts';
import type { Story } from './fixture.ts';

const says = (told: Story, replicas: number, readyReplicas = 0, more = {}) =>
  told.also((trace) => {
    const status = { replicas, readyReplicas, ...more };
    trace.change('StatefulSet', 'web', { status }, 'statefulset-controller');
  });

describe('statefulset/a-status-counts-pods-of-one-moment', () => {
  test('holds for terminating and failed pods, counted', () => {
    expect(says(miniSet().pods([0, 1]).kill(1), 2, 2).judge(property)).toBe('passed');
    expect(says(miniSet().pods([0, 1]).fail(1), 2, 1).judge(property)).toBe('passed');
  });
  test('fails when a terminating pod is left out', () => {
    expect(says(miniSet().pods([0, 1]).kill(1), 1, 1).judge(property)).toBe('failed');
  });
  test('fails when more are available than ready', () => {
    const told = says(miniSet().pods([0, 1]), 2, 2, { availableReplicas: 3 });
    expect(told.judge(property)).toBe('failed');
  });
  test('holds for a state of the pods that may have been seen, not for two of them at once', () => {
    const told = () => miniSet({}, { stalenessMs: 2_500 }).pods([0, 1]);
    expect(says(told(), 2, 1).judge(property)).toBe('passed');
    expect(says(told().kill(1).gone(1), 1, 2).judge(property)).toBe('failed');
  });
  test('holds with and without an orphan that is about to be adopted', () => {
    const told = () => miniSet().pod(0).pod(5, { isOrphan: true, actor: 'user' });
    expect(says(told(), 2, 2).judge(property)).toBe('passed');
    expect(says(told(), 1, 1).judge(property)).toBe('passed');
    expect(says(told(), 3, 2).judge(property)).toBe('failed');
  });
  test('counts no pod that does not match', () => {
    const told = miniSet().pod(0).pod(1, { labels: { app: 'other' } });
    expect(says(told, 1, 1).judge(property)).toBe('passed');
  });
  test('says nothing where no status is written', () => {
    expect(miniSet().pods([0, 1]).change({ replicas: 2 }).judge(property)).toBe('vacuous');
  });
});
