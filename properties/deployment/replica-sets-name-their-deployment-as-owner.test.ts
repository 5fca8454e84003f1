import { describe, expect, test } from 'vitest';
import type { OwnerReference } from '../../specs/kubernetes.ts';
import { ownedByObject } from '../fixture.ts';
import { miniTrace } from './fixture.ts';
import { replicaSetsNameTheirDeploymentAsOwner as property } from './replica-sets-name-their-deployment-as-owner.ts';

describe('deployment/replica-sets-name-their-deployment-as-owner', () => {
  const ownedBy = (owners: (uid: string) => readonly OwnerReference[], actor = true) => {
    const told = miniTrace().deployment();
    told.also((trace) => {
      const ownerReferences = owners(trace.uidOf('Deployment', 'web'));
      const by = actor ? 'deployment-controller' : 'user';
      trace.add('ReplicaSet', 'web-1', { metadata: { ownerReferences } }, by);
    });
    return told.judge(property);
  };
  const right = (uid: string) => ownedByObject('Deployment', 'web', uid);

  test('holds for the one right reference', () => {
    expect(ownedBy(right)).toBe('passed');
  });

  test('fails without one, with two, and with one that is not right', () => {
    expect(ownedBy(() => [])).toBe('failed');
    expect(ownedBy((uid) => [...right(uid), ...right('other')])).toBe('failed');
    expect(ownedBy((uid) => ownedByObject('Deployment', 'api', uid))).toBe('failed');
    expect(
      ownedBy((uid) => right(uid).map((each) => ({ ...each, blockOwnerDeletion: false }))),
    ).toBe('failed');
  });

  test('says nothing of what users create', () => {
    expect(ownedBy(() => [], false)).toBe('vacuous');
  });
});
