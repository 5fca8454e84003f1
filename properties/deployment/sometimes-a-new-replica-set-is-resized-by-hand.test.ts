import { describe, expect, test } from 'vitest';
import { miniTrace, setName } from './fixture.ts';
import { sometimesANewReplicaSetIsResizedByHand as property } from './sometimes-a-new-replica-set-is-resized-by-hand.ts';

describe('deployment/sometimes-a-new-replica-set-is-resized-by-hand', () => {
  const resized = (by: 'user' | 'deployment-controller', spec = {}) => {
    const told = miniTrace().deployment(spec).set('a');
    const target = { kind: 'ReplicaSet', pick: 0 } as const;
    told.also((trace) => {
      const command = { verb: 'scale', target, replicas: 5 } as const;
      trace.command(command, { kind: 'ReplicaSet', name: setName('a') });
    });
    return told.resize('a', 5, { actor: by }).judge(property);
  };

  test('is reached when a user does', () => {
    expect(resized('user')).toBe('passed');
  });

  test('is not reached by the Deployment itself, nor while it is paused', () => {
    expect(resized('deployment-controller')).toBe('vacuous');
    expect(resized('user', { paused: true })).toBe('vacuous');
  });
});
