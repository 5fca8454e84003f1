import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import {
  onlyTheNewReplicaSetIsRevived as property,
} from './only-the-new-replica-set-is-revived.ts';

/** Two empty ReplicaSets, of which that of b is the new one. */
const emptied = (options = {}) => {
  const told = miniTrace(options).deployment({ replicas: 0 }).set('a', { replicas: 0 }).wait(1000);
  return told.roll('b').set('b', { replicas: 0 }).wait(60_000).change({ replicas: 3 });
};

describe('deployment/only-the-new-replica-set-is-revived', () => {
  test('holds for the new one', () => {
    expect(emptied().resize('b', 3).judge(property)).toBe('passed');
  });

  test('fails for an old one', () => {
    expect(emptied().resize('a', 3).judge(property)).toBe('failed');
    expect(emptied().roll('c').resize('a', 3).judge(property)).toBe('failed');
  });

  test('lets the latest take the place of one that a pause withholds', () => {
    const told = () => emptied().change({ paused: true }).roll('c');
    expect(told().resize('b', 3).judge(property)).toBe('passed');
    expect(told().resize('a', 3).judge(property)).toBe('failed');
  });

  test('holds for one that was the new one a moment ago', () => {
    const told = emptied({ stalenessMs: 2000 }).roll('a').wait(1000);
    expect(told.resize('b', 3).judge(property)).toBe('passed');
  });

  test('says nothing of ReplicaSets that are in use already', () => {
    expect(miniTrace().deployment().set('a').resize('a', 5).judge(property)).toBe('vacuous');
  });
});
