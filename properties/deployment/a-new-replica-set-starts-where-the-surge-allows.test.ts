import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../specs/kubernetes.ts';
import { aNewReplicaSetStartsWhereTheSurgeAllows as property } from './a-new-replica-set-starts-where-the-surge-allows.ts';
import { miniTrace } from './fixture.ts';

const rollingUpdate = { maxSurge: 1, maxUnavailable: 0 };
const rolling: Partial<Deployment['spec']> = { strategy: { type: 'RollingUpdate', rollingUpdate } };
const noted = { desired: 3, max: 4 };

describe('deployment/a-new-replica-set-starts-where-the-surge-allows', () => {
  const rolled = (old = 3) =>
    miniTrace()
      .deployment(rolling)
      .set('a', { replicas: old, ...noted, actor: 'user' })
      .wait(60_000)
      .roll('b');

  test('holds for all replicas, for what is left, and for nothing', () => {
    const first = miniTrace().deployment(rolling).set('a', { replicas: 3, ...noted });
    expect(first.judge(property)).toBe('passed');
    expect(rolled(3).set('b', { replicas: 1, ...noted }).judge(property)).toBe('passed');
    expect(rolled(5).set('b', { replicas: 0, ...noted }).judge(property)).toBe('passed');
  });

  test('fails when it is larger or smaller', () => {
    expect(rolled().set('b', { replicas: 3, ...noted }).judge(property)).toBe('failed');
    expect(rolled().set('b', { replicas: 0, ...noted }).judge(property)).toBe('failed');
  });

  test('fails when it does not say for which sizes', () => {
    expect(rolled().set('b', { replicas: 1 }).judge(property)).toBe('failed');
    expect(rolled().set('b', { replicas: 1, desired: 3, max: 3 }).judge(property)).toBe('failed');
  });

  test('under Recreate it starts complete', () => {
    const told = miniTrace().deployment({ strategy: { type: 'Recreate' } });
    expect(told.set('a', { replicas: 3, desired: 3, max: 3 }).judge(property)).toBe('passed');
  });

  test('says nothing of resizes', () => {
    expect(rolled().resize('a', 2, noted).judge(property)).toBe('vacuous');
  });
});
