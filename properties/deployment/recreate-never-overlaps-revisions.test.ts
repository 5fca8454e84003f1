import { describe, expect, test } from 'vitest';
import { podName, miniTrace } from './fixture.ts';
import { recreateNeverOverlapsRevisions as property } from './recreate-never-overlaps-revisions.ts';

/** Two pods of revision a; then b is wanted and a is drained. */
const recreating = (options = {}) => {
  const told = miniTrace(options).deployment({ replicas: 2, strategy: { type: 'Recreate' } });
  told.set('a', { replicas: 2, desired: 2, max: 2 }).pods('a', 2).wait(60_000);
  return told.roll('b').resize('a', 0).wait(1000);
};
const [first, second] = [podName('a', 1), podName('a', 2)] as const;

describe('deployment/recreate-never-overlaps-revisions', () => {
  test('holds when the old pods are gone', () => {
    const told = recreating();
    told.also((trace) => trace.remove('Pod', first).remove('Pod', second)).wait(60_000);
    expect(told.set('b', { replicas: 2 }).judge(property)).toBe('passed');
  });

  test('fails while one is still terminating', () => {
    const told = recreating();
    told.also((trace) => trace.remove('Pod', first).terminate('Pod', second)).wait(60_000);
    expect(told.set('b', { replicas: 2 }).judge(property)).toBe('failed');
  });

  test('holds when what is left has ended', () => {
    const told = recreating();
    told.also((trace) => trace.remove('Pod', first));
    told.also((trace) => trace.change('Pod', second, { status: { phase: 'Failed' } }));
    expect(told.wait(60_000).set('b', { replicas: 2 }).judge(property)).toBe('passed');
  });

  test('holds when the old pods came into being unseen', () => {
    const told = miniTrace({ stalenessMs: 2000 }).deployment({ strategy: { type: 'Recreate' } });
    told.set('a', { replicas: 1, desired: 3, max: 3 }).wait(60_000).roll('b').resize('a', 0);
    expect(told.wait(60_000).pods('a', 1).set('b').judge(property)).toBe('passed');
  });

  test('says nothing about rolling updates and scaling', () => {
    const rolling = miniTrace().deployment().set('a').pods('a', 3).wait(60_000).roll('b');
    expect(rolling.set('b', { replicas: 1 }).judge(property)).toBe('vacuous');
    const scaled = miniTrace()
      .deployment({ strategy: { type: 'Recreate' } })
      .set('a', { replicas: 1 });
    expect(scaled.resize('a', 3).judge(property)).toBe('vacuous');
  });
});
