import { describe, expect, test } from 'vitest';
import { atMostOnePodIsDown as property } from './at-most-one-pod-is-down.ts';
import { miniSet } from './fixture.ts';

const rolled = (spec = {}) => miniSet(spec).pods([0, 1, 2]).wait(60_000).roll('b');

describe('statefulset/at-most-one-pod-is-down', () => {
  test('holds when each is up again before the next', () => {
    const told = rolled().drop(2).pod(2, { revision: 'b' }).drop(1).pod(1, { revision: 'b' });
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when the next goes while one is missing', () => {
    expect(rolled().drop(2).kill(1).judge(property)).toBe('failed');
  });
  test('fails when the next goes while one is Ready, not yet available', () => {
    const told = rolled({ minReadySeconds: 10 }).drop(2).pod(2, { revision: 'b' }).kill(1);
    expect(told.judge(property)).toBe('failed');
  });
  test('says nothing after a fault, a loss, another change, or a pod that loses readiness', () => {
    const fault = { fault: 'PodCrash', target: { kind: 'Pod', pick: 0 }, for: 1 } as const;
    expect(rolled().fault(fault).drop(2).kill(1).judge(property)).toBe('vacuous');
    expect(rolled().kill(0, 'user').drop(2).kill(1).judge(property)).toBe('vacuous');
    expect(rolled().change({ replicas: 4 }).drop(2).kill(1).judge(property)).toBe('vacuous');
    expect(rolled().unready(0).drop(2).kill(1).judge(property)).toBe('vacuous');
  });
  test('with maxUnavailable in force judges a budget of one, and says nothing of more', () => {
    const judged = (maxUnavailable: number) => {
      const rollingUpdate = { partition: 0, maxUnavailable };
      const spec = { updateStrategy: { type: 'RollingUpdate', rollingUpdate } } as const;
      const set = miniSet(spec, { version: '1.37' }).pods([0, 1, 2]).wait(60_000).roll('b');
      return set.drop(2).kill(1).judge(property);
    };
    expect(judged(1)).toBe('failed');
    expect(judged(2)).toBe('vacuous');
  });
  test('says nothing of a set that was not complete, or only for a moment', () => {
    const incomplete = miniSet({ replicas: 4 }).pods([0, 1, 2]).wait(60_000).roll('b');
    expect(incomplete.drop(2).kill(1).judge(property)).toBe('vacuous');
    const brief = miniSet({}, { stalenessMs: 30_000 }).pods([0, 1, 2]).roll('b');
    expect(brief.drop(2).kill(1).judge(property)).toBe('vacuous');
  });
});
