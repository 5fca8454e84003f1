import { describe, expect, test } from 'vitest';
import { podName, miniTrace } from './fixture.ts';
import { recreateIgnoresFinishedPods as property } from './recreate-ignores-finished-pods.ts';

/** The only pod of revision a has failed; then b is wanted and a is drained. */
const drained = () => {
  const told = miniTrace({ stalenessMs: 2000 }).deployment({ strategy: { type: 'Recreate' } });
  return told.set('a', { replicas: 1 }).pods('a', 1, 'failed').roll('b').resize('a', 0);
};
const atRest = (told: ReturnType<typeof drained>) => told.also((trace) => trace.rest());

describe('deployment/recreate-ignores-finished-pods', () => {
  test('holds when the new ReplicaSet comes up all the same', () => {
    const told = drained().wait(10_000).set('b').pods('b', 3).report('b', { available: 3 });
    told.wait(10_000).observed();
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('fails when the Deployment looked again and still waits', () => {
    expect(atRest(drained().wait(10_000).observed()).judge(property)).toBe('failed');
  });

  test('says nothing when nothing has woken it up since', () => {
    expect(atRest(drained()).judge(property)).toBe('vacuous');
  });

  test('says nothing while an old pod is still running or terminating', () => {
    const told = drained().pods('a', 1);
    told.also((trace) => trace.terminate('Pod', podName('a', 2)));
    expect(atRest(told.wait(10_000).observed()).judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    const told = drained().wait(10_000).observed().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
