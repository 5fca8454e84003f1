import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { podsStartInOrdinalOrder as property } from './pods-start-in-ordinal-order.ts';

describe('statefulset/pods-start-in-ordinal-order', () => {
  test('holds when each pod waits for the one before it', () => {
    expect(miniSet().pods([0, 1, 2]).judge(property)).toBe('passed');
  });
  test('fails when the predecessor only runs', () => {
    expect(miniSet().born(0).unready(0).born(1).judge(property)).toBe('failed');
  });
  test('fails when only the immediate predecessor is healthy', () => {
    expect(miniSet().pods([0, 1]).unready(0).born(2).judge(property)).toBe('failed');
  });
  test('fails when a predecessor is terminating', () => {
    expect(miniSet().pods([0, 1]).kill(0, 'user').born(2).judge(property)).toBe('failed');
  });
  test('fails when the predecessor is not available for long enough', () => {
    const told = miniSet({ minReadySeconds: 10 }).pod(0).wait(5_000).born(1);
    expect(told.judge(property)).toBe('failed');
  });
  test('holds when the predecessor was healthy in what the controller may have seen', () => {
    const told = miniSet({}, { stalenessMs: 2_000 }).pod(0).unready(0).born(1);
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when that view is older than a pod which the controller waits to see', () => {
    const told = miniSet({}, { stalenessMs: 60_000 }).pods([0, 1]).drop(0, 'user').born(0);
    expect(told.born(2).judge(property)).toBe('failed');
  });
  test('fails for a set that is being deleted', () => {
    const told = miniSet().also((trace) => trace.terminate('StatefulSet', 'web', 'user')).born(0);
    expect(told.judge(property)).toBe('failed');
  });
  test('says nothing about Parallel sets', () => {
    const told = miniSet({ podManagementPolicy: 'Parallel' }).born(2).born(0);
    expect(told.judge(property)).toBe('vacuous');
  });
});
