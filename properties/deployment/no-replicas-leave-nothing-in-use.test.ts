import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { noReplicasLeaveNothingInUse as property } from './no-replicas-leave-nothing-in-use.ts';

const rest = (told: ReturnType<typeof miniTrace>) =>
  told.also((trace) => trace.rest()).judge(property);
const emptied = (spec = {}) => miniTrace().deployment({ replicas: 0, ...spec });

describe('deployment/no-replicas-leave-nothing-in-use', () => {
  test('holds when nothing is left', () => {
    expect(rest(emptied().set('a', { replicas: 0 }).observed())).toBe('passed');
  });

  test('fails when a ReplicaSet is in use, or the status counts something', () => {
    expect(rest(emptied().set('a', { replicas: 1 }).observed())).toBe('failed');
    expect(rest(emptied().set('a', { replicas: 0 }).observed({ replicas: 1 }))).toBe('failed');
  });

  test('says nothing of several under Recreate in a pause, and where replicas are wanted', () => {
    const recreate = { strategy: { type: 'Recreate' }, paused: true } as const;
    const told = emptied(recreate).set('a', { replicas: 1 }).roll('b').set('b', { replicas: 1 });
    expect(rest(told)).toBe('vacuous');
    expect(rest(miniTrace().deployment().set('a'))).toBe('vacuous');
  });
});
