import { describe, expect, test } from 'vitest';
import { claimsComeBeforeTheirPod as property } from './claims-come-before-their-pod.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const withData = (options = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data', 'logs') }, options);

describe('statefulset/claims-come-before-their-pod', () => {
  test('holds when all claims are there', () => {
    const told = withData().claim('data-web-0').claim('logs-web-0').born(0);
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when one is missing', () => {
    expect(withData().claim('data-web-0').born(0).judge(property)).toBe('failed');
  });
  test('fails when one is being deleted', () => {
    const told = withData().claim('data-web-0').claim('logs-web-0');
    told.also((trace) => trace.terminate('PersistentVolumeClaim', 'logs-web-0', 'user'));
    expect(told.born(0).judge(property)).toBe('failed');
  });
  test('holds when that may not have been seen yet', () => {
    const told = withData({ stalenessMs: 2_000 }).claim('data-web-0').claim('logs-web-0');
    told.also((trace) => trace.remove('PersistentVolumeClaim', 'logs-web-0', 'user'));
    expect(told.born(0).judge(property)).toBe('passed');
  });
  test('says nothing about sets without claims', () => {
    expect(miniSet().born(0).judge(property)).toBe('vacuous');
  });
});
