import { describe, expect, test } from 'vitest';
import type { Kind } from '../../specs/kubernetes.ts';
import { ownedByObject } from '../fixture.ts';
import {
  claimsHaveTheOwnersOfThePolicy as property,
} from './claims-have-the-owners-of-the-policy.ts';
import { claimTemplates, miniSet } from './fixture.ts';

const deleting = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } as const;
const used = (spec = {}) =>
  miniSet({ volumeClaimTemplates: claimTemplates('data'), replicas: 1, ...spec })
    .claim('data-web-0')
    .pod(0, { claims: ['data'] });
const owned = (spec: object, kind: Kind, name: string, uid?: string) =>
  used(spec).also((trace) => {
    const ownerReferences = ownedByObject(kind, name, uid ?? trace.uidOf(kind, name));
    trace.change('PersistentVolumeClaim', 'data-web-0', { metadata: { ownerReferences } });
  });

describe('statefulset/claims-have-the-owners-of-the-policy', () => {
  test('holds for nobody by default, for the set where it takes them along', () => {
    expect(used().rest().judge(property)).toBe('passed');
    expect(owned(deleting, 'StatefulSet', 'web').rest().judge(property)).toBe('passed');
  });
  test('fails for nobody where the set takes them along', () => {
    expect(used(deleting).rest().judge(property)).toBe('failed');
  });
  test('fails for the set by default, and for a wanted pod always', () => {
    expect(owned({}, 'StatefulSet', 'web').rest().judge(property)).toBe('failed');
    expect(owned(deleting, 'Pod', 'web-0').rest().judge(property)).toBe('failed');
  });
  test('says nothing of claims that somebody else owns, or a former set of that name', () => {
    expect(owned(deleting, 'Deployment', 'db', 'other').rest().judge(property)).toBe('vacuous');
    const former = owned(deleting, 'StatefulSet', 'web', 'former').rest();
    expect(former.judge(property)).toBe('vacuous');
  });
  test('says nothing of what comes after an unhealthy pod', () => {
    expect(used(deleting).unready(0).rest().judge(property)).toBe('vacuous');
  });
});
