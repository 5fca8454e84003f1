import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { claimTemplates, miniSet } from './fixture.ts';
import { ownedClaimsGoWithTheirOwner as property } from './owned-claims-go-with-their-owner.ts';

const owned = () =>
  miniSet({ volumeClaimTemplates: claimTemplates('data') })
    .claim('data-web-0')
    .also((trace) => {
      const uid = trace.uidOf('StatefulSet', 'web');
      const ownerReferences = ownedByObject('StatefulSet', 'web', uid);
      trace.change('PersistentVolumeClaim', 'data-web-0', { metadata: { ownerReferences } });
    });
const left = () => owned().also((trace) => trace.remove('StatefulSet', 'web', 'user'));

describe('statefulset/owned-claims-go-with-their-owner', () => {
  test('holds when the claim went too, or is going', () => {
    const gone = left().also((trace) => trace.remove('PersistentVolumeClaim', 'data-web-0'));
    expect(gone.rest().judge(property)).toBe('passed');
    const going = left().also((trace) => trace.terminate('PersistentVolumeClaim', 'data-web-0'));
    expect(going.rest().judge(property)).toBe('passed');
  });
  test('fails when it is left', () => {
    expect(left().rest().judge(property)).toBe('failed');
  });
  test('says nothing of claims with an owner, without one, or set free', () => {
    expect(owned().rest().judge(property)).toBe('vacuous');
    expect(miniSet().claim('data-web-0').rest().judge(property)).toBe('vacuous');
    const freed = owned().also((trace) => {
      const metadata = { ownerReferences: [] };
      trace.change('PersistentVolumeClaim', 'data-web-0', { metadata });
      trace.remove('StatefulSet', 'web', 'user');
    });
    expect(freed.rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = left().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
