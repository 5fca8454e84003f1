import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { claimsAreRetained as property } from './claims-are-retained.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const used = (spec = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data'), ...spec })
    .claim('data-web-0')
    .pod(0, { claims: ['data'] });
const scaledAway = { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } as const;

describe('statefulset/claims-are-retained', () => {
  test('holds when the claim is there after its pod', () => {
    expect(used().drop(0).judge(property)).toBe('passed');
  });
  test('fails when the claim goes with its pod', () => {
    const told = used().drop(0);
    told.also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-0', 'garbage-collector'));
    expect(told.judge(property)).toBe('failed');
  });
  test('fails when it goes with its set', () => {
    const told = used().also((trace) => trace.remove('StatefulSet', 'web', 'user'));
    told.also((trace) =>
      trace.terminate('PersistentVolumeClaim', 'data-web-0', 'garbage-collector'),
    );
    expect(told.judge(property)).toBe('failed');
  });
  test('fails when the controller puts an owner on it', () => {
    const told = used().also((trace) => {
      const ownerReferences = ownedByObject(
        'StatefulSet',
        'web',
        trace.uidOf('StatefulSet', 'web'),
      );
      const metadata = { ownerReferences };
      trace.change('PersistentVolumeClaim', 'data-web-0', { metadata }, 'statefulset-controller');
    });
    expect(told.judge(property)).toBe('failed');
  });
  test('says nothing once a policy said Delete, and when users delete claims', () => {
    expect(used(scaledAway).drop(0).judge(property)).toBe('vacuous');
    const told = used().also((trace) =>
      trace.remove('PersistentVolumeClaim', 'data-web-0', 'user'),
    );
    expect(told.judge(property)).toBe('vacuous');
  });
});
