import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import {
  aPodNeverTakesOverADiscardedClaim as property,
} from './a-pod-never-takes-over-a-discarded-claim.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const discarding = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } as const;
const left = (spec: object = discarding, options = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data'), replicas: 1, ...spec }, options)
    .claim('data-web-0')
    .pod(0, { claims: ['data'] })
    .also((trace) => {
      const ownerReferences = ownedByObject('Pod', 'web-0', trace.uidOf('Pod', 'web-0'));
      trace.change('PersistentVolumeClaim', 'data-web-0', { metadata: { ownerReferences } });
    })
    .drop(0);

describe('statefulset/a-pod-never-takes-over-a-discarded-claim', () => {
  test('holds when the claim has gone first', () => {
    const told = left().also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-0'));
    expect(told.claim('data-web-0').born(0).judge(property)).toBe('passed');
  });
  test('fails when it is still there', () => {
    expect(left().born(0).judge(property)).toBe('failed');
  });
  test('says nothing where the owner may not have been seen yet', () => {
    const off = { StaleControllerConsistencyStatefulSet: false };
    const lagging = left(discarding, { stalenessMs: 5_000, features: off }).born(0);
    expect(lagging.judge(property)).toBe('passed');
  });
  test('fails where the controller waits until it has seen its own writes', () => {
    const told = left(discarding, { stalenessMs: 5_000 }).born(0);
    expect(told.judge(property)).toBe('failed');
  });
  test('says nothing where claims are retained', () => {
    expect(left({}).born(0).judge(property)).toBe('vacuous');
  });
});
