import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { brokenTemplateStopsTheRollout as property } from './broken-template-stops-the-rollout.ts';

/** 10 replicas, maxSurge 3, maxUnavailable 2; no pod of revision b gets ready. */
const broken = () => {
  const strategy = {
    type: 'RollingUpdate' as const,
    rollingUpdate: { maxSurge: 3, maxUnavailable: 2 },
  };
  const told = miniTrace({ stalenessMs: 2000 }).deployment({ replicas: 10, strategy });
  told.set('a', { replicas: 10, available: 10, desired: 10, max: 13 }).observed();
  return told.wait(60_000).roll('b').set('b', { replicas: 3, desired: 10, max: 13 });
};

describe('deployment/broken-template-stops-the-rollout', () => {
  test('holds at 8 old and 5 new replicas', () => {
    const told = broken().resize('a', 8).resize('b', 5);
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('passed');
  });

  test('fails when old replicas go on being given up', () => {
    const told = broken().resize('a', 7).resize('b', 6);
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('failed');
  });

  test('fails when the new ReplicaSet stops short', () => {
    const told = broken().resize('a', 8);
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('failed');
  });

  test('says nothing once a new pod was available, or the spec changed', () => {
    const alive = broken().report('b', { available: 1 }).resize('a', 7);
    expect(alive.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
    const changed = broken().change({ paused: true });
    expect(changed.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    const told = broken().resize('a', 8).also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
