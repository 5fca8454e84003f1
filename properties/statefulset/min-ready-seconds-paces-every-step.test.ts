import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  minReadySecondsPacesEveryStep as property,
} from './min-ready-seconds-paces-every-step.ts';

const paced = (spec = {}) => miniSet({ minReadySeconds: 10, ...spec });

describe('statefulset/min-ready-seconds-paces-every-step', () => {
  test('holds when creating, scaling down and updating wait', () => {
    const told = paced({ replicas: 2 }).pod(0).wait(10_000).pod(1).wait(10_000).roll('b');
    told.drop(1).pod(1, { revision: 'b' }).wait(10_000).drop(0).pod(0, { revision: 'b' });
    expect(told.change({ replicas: 1 }).wait(10_000).drop(1).judge(property)).toBe('passed');
  });
  test('fails when the next pod comes early', () => {
    expect(paced().pod(0).wait(5_000).born(1).judge(property)).toBe('failed');
  });
  test('fails when a condemned pod goes early', () => {
    const told = paced({ replicas: 2 }).pod(0).wait(10_000).pod(1).change({ replicas: 1 });
    expect(told.unready(0).ready(0).kill(1).judge(property)).toBe('failed');
  });
  test('fails when the next update comes early, Parallel or not', () => {
    for (const podManagementPolicy of ['OrderedReady', 'Parallel'] as const) {
      const told = paced({ replicas: 2, podManagementPolicy }).pods([0]).wait(10_000).pod(1);
      told.wait(10_000).roll('b').drop(1).pod(1, { revision: 'b' }).wait(5_000).kill(0);
      expect(told.judge(property)).toBe('failed');
    }
  });
  test('gives clocks the benefit of the doubt', () => {
    const told = miniSet({ minReadySeconds: 10 }, { clockToleranceMs: 2_000 }).pod(0).wait(7_000);
    expect(told.born(1).judge(property)).toBe('passed');
  });
  test('says nothing without minReadySeconds, or when a Parallel set scales', () => {
    expect(miniSet().pods([0, 1]).judge(property)).toBe('vacuous');
    const parallel = paced({ podManagementPolicy: 'Parallel' }).born(0).born(1);
    expect(parallel.judge(property)).toBe('vacuous');
  });
});
