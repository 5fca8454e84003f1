import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { parallelSetsDoNotWait as property } from './parallel-sets-do-not-wait.ts';

const parallel = () => miniSet({ podManagementPolicy: 'Parallel' });

describe('statefulset/parallel-sets-do-not-wait', () => {
  test('holds when all are there though none is ready', () => {
    expect(parallel().born(2).born(0).born(1).rest().judge(property)).toBe('passed');
  });
  test('fails when it waited for an unhealthy pod', () => {
    expect(parallel().born(0).rest().judge(property)).toBe('failed');
  });
  test('fails when a condemned pod is left', () => {
    const told = parallel().pods([0, 1, 2]).unready(0).change({ replicas: 2 }).rest();
    expect(told.judge(property)).toBe('failed');
  });
  test('says nothing while a name is taken, and about ordered sets', () => {
    const taken = parallel().born(0, { isOrphan: true, actor: 'user' }).rest();
    expect(taken.judge(property)).toBe('vacuous');
    expect(miniSet().rest().judge(property)).toBe('vacuous');
  });
});
