import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { updatesWaitForScaling as property } from './updates-wait-for-scaling.ts';

const rolled = (options = {}) => miniSet({ replicas: 2 }, options).pods([0, 1]).roll('b');

describe('statefulset/updates-wait-for-scaling', () => {
  test('holds when the set is complete and healthy', () => {
    expect(rolled().kill(1).judge(property)).toBe('passed');
  });
  test('fails while a wanted pod is unhealthy', () => {
    expect(rolled().unready(0).kill(1).judge(property)).toBe('failed');
  });
  test('fails while a wanted pod is missing', () => {
    expect(rolled().change({ replicas: 3 }).kill(1).judge(property)).toBe('failed');
  });
  test('fails while a condemned pod is left', () => {
    const told = miniSet().pods([0, 1, 2]).roll('b').change({ replicas: 2 });
    expect(told.kill(1).judge(property)).toBe('failed');
  });
  test('holds when the size that it waits for may not have been seen yet', () => {
    const told = rolled({ stalenessMs: 2_000 }).change({ replicas: 3 }).kill(1);
    expect(told.judge(property)).toBe('passed');
  });
  test('holds when the pod may still have been seen as condemned', () => {
    const told = miniSet({ replicas: 1 }, { stalenessMs: 2_000 }).pod(0).pod(1).roll('b').wait(9_000);
    expect(told.change({ replicas: 3 }).kill(1).judge(property)).toBe('passed');
  });
  test('says nothing about Parallel sets, condemned pods, and deletions by others', () => {
    const parallel = miniSet({ podManagementPolicy: 'Parallel', replicas: 1 }).pod(0).roll('b');
    expect(parallel.kill(0).judge(property)).toBe('vacuous');
    expect(rolled().change({ replicas: 1 }).kill(1).judge(property)).toBe('vacuous');
    expect(rolled().kill(1, 'fault').judge(property)).toBe('vacuous');
  });
});
