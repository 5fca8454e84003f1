import { describe, expect, test } from 'vitest';
import { claimTemplates, miniSet } from './fixture.ts';
import { missingPodsAreRecreated as property } from './missing-pods-are-recreated.ts';

describe('statefulset/missing-pods-are-recreated', () => {
  test('holds when all wanted pods are there', () => {
    expect(miniSet().pods([0, 1, 2]).rest().judge(property)).toBe('passed');
  });
  test('fails when a low one is missing, however unhealthy higher ones are', () => {
    const told = miniSet().pods([0, 1, 2]).unready(2).drop(0, 'user').rest();
    expect(told.judge(property)).toBe('failed');
  });
  test('holds when the set waits for an unhealthy pod below', () => {
    expect(miniSet().pod(0).born(1).rest().judge(property)).toBe('passed');
  });
  test('holds when the name is taken by a pod that was let go', () => {
    const told = miniSet().pod(0).born(1, { isOrphan: true, actor: 'user' }).rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('holds while a claim of the missing pod is being deleted', () => {
    const told = miniSet({ volumeClaimTemplates: claimTemplates('data') }).claim('data-web-0');
    told.also((trace) => trace.terminate('PersistentVolumeClaim', 'data-web-0', 'user'));
    expect(told.rest().judge(property)).toBe('passed');
  });
  test('says nothing about sets that want nothing or are going', () => {
    expect(miniSet({ replicas: 0 }).rest().judge(property)).toBe('vacuous');
    const going = miniSet().also((trace) => trace.terminate('StatefulSet', 'web', 'user'));
    expect(going.rest().judge(property)).toBe('vacuous');
  });
});
