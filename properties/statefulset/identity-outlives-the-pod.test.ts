import { describe, expect, test } from 'vitest';
import { claimTemplates, miniSet } from './fixture.ts';
import { identityOutlivesThePod as property } from './identity-outlives-the-pod.ts';

const lost = () =>
  miniSet({ volumeClaimTemplates: claimTemplates('data') })
    .pod(0, { claims: ['data'] })
    .drop(0, 'user');

describe('statefulset/identity-outlives-the-pod', () => {
  test('holds for the same names, on whatever node', () => {
    const told = lost().born(0, { claims: ['data'], spec: { nodeName: 'other' } });
    expect(told.judge(property)).toBe('passed');
  });
  test('fails for another host name', () => {
    const told = lost().born(0, { claims: ['data'], spec: { hostname: 'web-9' } });
    expect(told.judge(property)).toBe('failed');
  });
  test('fails without its claim', () => {
    expect(lost().born(0).judge(property)).toBe('failed');
  });
  test('says nothing about first pods', () => {
    expect(miniSet().pods([0, 1]).judge(property)).toBe('vacuous');
  });
});
