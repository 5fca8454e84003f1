import { describe, expect, test } from 'vitest';
import { miniTrace, setName } from './fixture.ts';
import {
  terminatingReplicasAreSummedUp as property,
} from './terminating-replicas-are-summed-up.ts';

const reporting = (terminating: number | undefined, options = {}) => {
  const told = miniTrace(options).deployment().set('a').set('b', { replicas: 0 });
  const status = {
    replicas: 3,
    observedGeneration: 1,
    ...(terminating !== undefined && { terminatingReplicas: terminating }),
  };
  told.wait(1).also((trace) => trace.change('ReplicaSet', setName('a'), { status }));
  return told.wait(1);
};

describe('deployment/terminating-replicas-are-summed-up', () => {
  test('holds for the sum, to which what was never looked at adds nothing', () => {
    expect(reporting(2).observed({ terminatingReplicas: 2 }).judge(property)).toBe('passed');
  });

  test('holds for an unknown number where a ReplicaSet does not say', () => {
    expect(reporting(undefined).observed({ replicas: 3 }).judge(property)).toBe('passed');
  });

  test('fails for another number, and for none', () => {
    expect(reporting(2).observed({ terminatingReplicas: 3 }).judge(property)).toBe('failed');
    expect(reporting(2).observed({ replicas: 3 }).judge(property)).toBe('failed');
    const told = reporting(undefined).observed({ terminatingReplicas: 0 });
    expect(told.judge(property)).toBe('failed');
  });

  test('says nothing while nothing terminates, and where the gate is off', () => {
    expect(reporting(0).observed({ terminatingReplicas: 0 }).judge(property)).toBe('vacuous');
    const told = reporting(2, { version: '1.34' }).observed();
    expect(told.judge(property)).toBe('unsupported');
  });
});
