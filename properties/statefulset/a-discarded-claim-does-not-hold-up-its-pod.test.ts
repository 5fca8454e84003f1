import { describe, expect, test } from 'vitest';
import {
  aDiscardedClaimDoesNotHoldUpItsPod as property,
} from './a-discarded-claim-does-not-hold-up-its-pod.ts';
import { claimTemplates, miniSet } from './fixture.ts';
import { missingPodsAreRecreated } from './missing-pods-are-recreated.ts';
import { parallelSetsDoNotWait } from './parallel-sets-do-not-wait.ts';

const discarding = {
  replicas: 2,
  volumeClaimTemplates: claimTemplates('data'),
  persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete', whenDeleted: 'Retain' },
} as const;
const parallel = { ...discarding, podManagementPolicy: 'Parallel' } as const;
const withClaim = { claims: ['data'] };

/** Scaled down to one, and the second pod's claim went with it. */
const scaledDown = (spec: Parameters<typeof miniSet>[0] = discarding) =>
  miniSet(spec)
    .claim('data-web-0')
    .pod(0, withClaim)
    .claim('data-web-1')
    .pod(1, withClaim)
    .change({ replicas: 1 })
    .drop(1)
    .also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-1', 'garbage-collector'));

describe('statefulset/a-discarded-claim-does-not-hold-up-its-pod', () => {
  test('holds when the pod comes back with a new claim', () => {
    const told = scaledDown().change({ replicas: 2 }).claim('data-web-1').pod(1, withClaim).rest();
    expect(told.judge(property)).toBe('passed');
  });
  test.for([
    ['an ordered set', discarding],
    ['a Parallel set', parallel],
  ] as const)('fails when the claim has gone and the pod does not come: %s', ([, spec]) => {
    expect(scaledDown(spec).change({ replicas: 2 }).rest().judge(property)).toBe('failed');
  });
  test('is the only one to speak of it', () => {
    const told = (spec: Parameters<typeof miniSet>[0]) =>
      scaledDown(spec).change({ replicas: 2 }).rest();
    expect(told(discarding).judge(missingPodsAreRecreated)).toBe('vacuous');
    expect(told(parallel).judge(parallelSetsDoNotWait)).toBe('vacuous');
  });
  test('says nothing while the claim is there, which is another promise', () => {
    const told = miniSet(discarding).claim('data-web-0').pod(0, withClaim).claim('data-web-1');
    expect(told.rest().judge(property)).toBe('vacuous');
    expect(told.judge(missingPodsAreRecreated)).toBe('failed');
  });
  test('says nothing when an ordered set waits for a pod below', () => {
    const told = scaledDown().unready(0).change({ replicas: 2 }).rest();
    expect(told.judge(property)).toBe('vacuous');
  });
  test('says nothing about sets that keep their claims', () => {
    expect(miniSet().pods([0, 1, 2]).rest().judge(property)).toBe('vacuous');
  });
});
