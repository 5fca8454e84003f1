import { describe, expect, test } from 'vitest';
import { miniTrace, podName } from './fixture.ts';
import { sometimesRecreateOverlapsAReplacement as property } from './sometimes-recreate-overlaps-a-replacement.ts';

describe('deployment/sometimes-recreate-overlaps-a-replacement', () => {
  const losing = (type: 'Recreate' | 'RollingUpdate', terminates = true) => {
    const told = miniTrace().deployment({ replicas: 1, strategy: { type } });
    told.set('a', { replicas: 1 }).pods('a', 1);
    told.also((trace) =>
      terminates
        ? trace.terminate('Pod', podName('a', 1))
        : trace.remove('Pod', podName('a', 1)),
    );
    return told.pods('a', 1).judge(property);
  };

  test('is reached when a terminating pod is replaced', () => {
    expect(losing('Recreate')).toBe('passed');
  });

  test('is not reached once it is gone, nor by rolling updates', () => {
    expect(losing('Recreate', false)).toBe('vacuous');
    expect(losing('RollingUpdate')).toBe('vacuous');
  });
});
