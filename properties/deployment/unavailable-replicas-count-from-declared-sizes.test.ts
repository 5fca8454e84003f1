import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import {
  unavailableReplicasCountFromDeclaredSizes as property,
} from './unavailable-replicas-count-from-declared-sizes.ts';

/** 3 are wanted and available, a fourth is on its way. */
const surging = (options = {}) => {
  const told = miniTrace(options).deployment().set('a', { replicas: 3, available: 3 }).roll('b');
  return told.set('b', { replicas: 1, exists: 1 }).wait(60_000);
};
const counts = { replicas: 4, readyReplicas: 3, availableReplicas: 3 };

describe('deployment/unavailable-replicas-count-from-declared-sizes', () => {
  test('holds when the surge is missing', () => {
    const told = surging().observed({ ...counts, unavailableReplicas: 1 });
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when it is measured by what is wanted', () => {
    expect(surging().observed(counts).judge(property)).toBe('failed');
  });

  test('holds for sizes of a moment ago, and never counts below nothing', () => {
    const told = surging({ stalenessMs: 2000 }).resize('b', 3).wait(1000);
    expect(told.observed({ ...counts, unavailableReplicas: 1 }).judge(property)).toBe('passed');
    const shrunk = surging().resize('a', 1).resize('b', 0);
    expect(shrunk.observed(counts).judge(property)).toBe('passed');
  });

  test('says nothing while nothing is counted', () => {
    expect(miniTrace().deployment().set('a').judge(property)).toBe('vacuous');
  });
});
