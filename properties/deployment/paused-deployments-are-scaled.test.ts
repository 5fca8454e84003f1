import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { pausedDeploymentsAreScaled as property } from './paused-deployments-are-scaled.ts';

const rest = (told: ReturnType<typeof miniTrace>) =>
  told.also((trace) => trace.rest()).judge(property);
const alone = (size: number) =>
  miniTrace().deployment({ paused: true, replicas: 5 }).set('a', { replicas: size });
/** 4 wanted, one more for surge. */
const two = (a: number, b: number, spec = {}) => {
  const told = miniTrace().deployment({ replicas: 4, paused: true, ...spec });
  told.set('a', { replicas: a, desired: 4, max: 5 }).roll('b');
  return told.set('b', { replicas: b, desired: 4, max: 5 });
};

describe('deployment/paused-deployments-are-scaled', () => {
  test('holds for one ReplicaSet with all, and several with all and the surge', () => {
    expect(rest(alone(5))).toBe('passed');
    expect(rest(two(3, 2))).toBe('passed');
    expect(rest(two(0, 4))).toBe('passed');
  });

  test('fails when scaling was forgotten', () => {
    expect(rest(alone(3))).toBe('failed');
    expect(rest(two(3, 1))).toBe('failed');
    expect(rest(two(2, 2, { replicas: 0 }))).toBe('failed');
  });

  test('says nothing of several under Recreate, without any, and outside a pause', () => {
    expect(rest(two(2, 1, { strategy: { type: 'Recreate' } }))).toBe('vacuous');
    expect(rest(miniTrace().deployment({ paused: true }))).toBe('vacuous');
    expect(rest(miniTrace().deployment().set('a', { replicas: 1 }))).toBe('vacuous');
  });
});
