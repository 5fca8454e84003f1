import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { claimTemplates, miniSet } from './fixture.ts';
import {
  scaledDownClaimsGoWithTheirPod as property,
} from './scaled-down-claims-go-with-their-pod.ts';

const discarding = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } as const;
const scaled = (spec: object = discarding, options = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data'), replicas: 1, ...spec }, options)
    .claim('data-web-0')
    .pod(0, { claims: ['data'] })
    .change({ replicas: 0 });
const given = () =>
  scaled().also((trace) => {
    const ownerReferences = ownedByObject('Pod', 'web-0', trace.uidOf('Pod', 'web-0'));
    trace.change('PersistentVolumeClaim', 'data-web-0', { metadata: { ownerReferences } });
  });

describe('statefulset/scaled-down-claims-go-with-their-pod', () => {
  test('holds when the claim belongs to the pod first', () => {
    expect(given().kill(0).judge(property)).toBe('passed');
  });
  test('holds when the claim is on its way out already', () => {
    const told = scaled().also((trace) =>
      trace.terminate('PersistentVolumeClaim', 'data-web-0', 'user'),
    );
    expect(told.kill(0).judge(property)).toBe('passed');
  });
  test('fails when it belongs to nobody', () => {
    expect(scaled().kill(0).judge(property)).toBe('failed');
  });
  test('says nothing where claims are retained, may have been, or the pod is wanted', () => {
    expect(scaled({}).kill(0).judge(property)).toBe('vacuous');
    const changed = scaled({}, { stalenessMs: 2_000 }).change(discarding).kill(0);
    expect(changed.judge(property)).toBe('vacuous');
    expect(scaled().change({ replicas: 1 }).kill(0).judge(property)).toBe('vacuous');
    expect(scaled().kill(0, 'user').judge(property)).toBe('vacuous');
  });
});
