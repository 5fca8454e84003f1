import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { theNewReplicaSetHasMinReadySeconds as property } from './the-new-replica-set-has-min-ready-seconds.ts';

describe('deployment/the-new-replica-set-has-min-ready-seconds', () => {
  const wanting = (minReadySeconds: number, found: number) =>
    miniTrace()
      .deployment({ minReadySeconds })
      .set('a', { minReadySeconds: found })
      .also((trace) => trace.rest())
      .judge(property);

  test('holds when it has them', () => {
    expect(wanting(5, 5)).toBe('passed');
    expect(wanting(0, 0)).toBe('passed');
  });

  test('fails when it has others', () => {
    expect(wanting(5, 0)).toBe('failed');
    expect(wanting(0, 5)).toBe('failed');
  });

  test('says nothing of old ReplicaSets', () => {
    const told = miniTrace().deployment({ minReadySeconds: 5 }).set('a').roll('b');
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
  });
});
