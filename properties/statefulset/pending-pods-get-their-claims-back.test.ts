import { describe, expect, test } from 'vitest';
import { claimTemplates, miniSet } from './fixture.ts';
import {
  pendingPodsGetTheirClaimsBack as property,
} from './pending-pods-get-their-claims-back.ts';

const robbed = (options = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data'), replicas: 1 }, options)
    .claim('data-web-0')
    .born(0, { claims: ['data'] })
    .also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-0', 'user'));
const told = (options = {}) =>
  robbed(options).also((trace) =>
    trace.change('Pod', 'web-0', { status: { reason: 'Unschedulable' } }, 'scheduler'),
  );

describe('statefulset/pending-pods-get-their-claims-back', () => {
  test('holds when the claim is there again', () => {
    expect(told().claim('data-web-0').rest().judge(property)).toBe('passed');
    expect(robbed().claim('data-web-0').rest().judge(property)).toBe('passed');
  });
  test('fails when it is not', () => {
    expect(told().rest().judge(property)).toBe('failed');
  });
  test('says nothing when the pod did not change after that', () => {
    expect(robbed().rest().judge(property)).toBe('vacuous');
    expect(told({ stalenessMs: 5_000 }).rest().judge(property)).toBe('vacuous');
  });
  test('says nothing of pods that run, or go', () => {
    expect(told().ready(0).rest().judge(property)).toBe('vacuous');
    expect(told().kill(0, 'user').rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const unrest = told().also((trace) => trace.rest(false));
    expect(unrest.judge(property)).toBe('vacuous');
  });
});
