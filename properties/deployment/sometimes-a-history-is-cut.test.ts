import { describe, expect, test } from 'vitest';
import { miniTrace, setName } from './fixture.ts';
import { sometimesAHistoryIsCut as property } from './sometimes-a-history-is-cut.ts';

describe('deployment/sometimes-a-history-is-cut', () => {
  const sets = () => miniTrace().deployment().set('a').roll('b').set('b').roll('c').set('c');

  test('is reached when one of several old ReplicaSets goes', () => {
    const told = sets().also((trace) =>
      trace.remove('ReplicaSet', setName('a'), 'deployment-controller'),
    );
    expect(told.judge(property)).toBe('passed');
  });

  test('is not reached by what users delete', () => {
    const told = sets().also((trace) => trace.remove('ReplicaSet', setName('a'), 'user'));
    expect(told.judge(property)).toBe('vacuous');
  });
});
