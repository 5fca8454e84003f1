import { describe, expect, test } from 'vitest';
import type { MiniTrace } from '../fixture.ts';
import { miniTrace, setName } from './fixture.ts';
import { onlyTheNewReplicaSetGetsMinReadySeconds as property } from './only-the-new-replica-set-gets-min-ready-seconds.ts';

describe('deployment/only-the-new-replica-set-gets-min-ready-seconds', () => {
  const told = () => {
    const both = miniTrace().deployment().set('a').roll('b').set('b').wait(60_000);
    return both.change({ minReadySeconds: 5 });
  };
  const give = (revision: 'a' | 'b', minReadySeconds: number) => (trace: MiniTrace) =>
    trace.change(
      'ReplicaSet',
      setName(revision),
      { spec: { minReadySeconds } },
      'deployment-controller',
    );

  test('holds for the new one', () => {
    expect(told().also(give('b', 5)).judge(property)).toBe('passed');
  });

  test('fails for an old one, and for another value', () => {
    expect(told().also(give('a', 5)).judge(property)).toBe('failed');
    expect(told().also(give('b', 7)).judge(property)).toBe('failed');
  });

  test('holds for one that is created with them', () => {
    const created = miniTrace().deployment({ minReadySeconds: 5 });
    expect(created.set('a', { minReadySeconds: 5 }).judge(property)).toBe('passed');
  });

  test('says nothing where they stay', () => {
    expect(told().resize('a', 0).judge(property)).toBe('vacuous');
  });
});
