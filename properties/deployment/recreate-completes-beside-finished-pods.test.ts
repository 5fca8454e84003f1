import { describe, expect, test } from 'vitest';
import { miniTrace, podName } from './fixture.ts';
import { recreateCompletesBesideFinishedPods as property } from './recreate-completes-beside-finished-pods.ts';

const drained = (state: 'failed' | 'ready') => {
  const told = miniTrace().deployment({ strategy: { type: 'Recreate' } });
  return told.set('a', { replicas: 1 }).pods('a', 1, state).roll('b').resize('a', 0);
};
const atRest = (told: ReturnType<typeof drained>) => told.also((trace) => trace.rest());

describe('deployment/recreate-completes-beside-finished-pods', () => {
  test('holds when the new pods are there', () => {
    const told = drained('failed').set('b').pods('b', 3).report('b', { available: 3 });
    expect(atRest(told).judge(property)).toBe('passed');
  });

  test('fails when nothing happens any more', () => {
    expect(atRest(drained('failed')).judge(property)).toBe('failed');
  });

  test('says nothing while an old pod runs, and about rolling updates', () => {
    const told = drained('ready').also((trace) => trace.terminate('Pod', podName('a', 1)));
    expect(atRest(told).judge(property)).toBe('vacuous');
    const rolling = miniTrace().deployment().set('a').pods('a', 1, 'failed').roll('b');
    expect(atRest(rolling).judge(property)).toBe('vacuous');
  });
});
