import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { miniSet } from './fixture.ts';
import { podsBelongToTheirSetDirectly as property } from './pods-belong-to-their-set-directly.ts';

const replicaSet = (owner: 'StatefulSet' | 'Deployment') =>
  miniSet().also((trace) => {
    const ownerReferences = ownedByObject(owner, 'web', trace.uidOf('StatefulSet', 'web'));
    trace.add('ReplicaSet', 'web-5b6c', { metadata: { ownerReferences } });
  });

describe('statefulset/pods-belong-to-their-set-directly', () => {
  test('holds for a pod of the set', () => {
    expect(miniSet().born(0).judge(property)).toBe('passed');
  });
  test('fails for a pod of somebody else, or of nobody', () => {
    const told = miniSet().also((trace) => {
      const ownerReferences = ownedByObject('ReplicaSet', 'web-5b6c', 'other');
      const metadata = { labels: { app: 'mini' }, ownerReferences };
      trace.add('Pod', 'web-5b6c-x', { metadata }, 'replicaset-controller');
    });
    expect(told.judge(property)).toBe('failed');
    expect(miniSet().born(0, { isOrphan: true }).judge(property)).toBe('failed');
  });
  test('fails for a ReplicaSet of the set', () => {
    expect(replicaSet('StatefulSet').judge(property)).toBe('failed');
  });
  test('says nothing of other ReplicaSets, other pods, and those that users make', () => {
    expect(replicaSet('Deployment').judge(property)).toBe('vacuous');
    expect(miniSet().born(0, { labels: { app: 'x' } }).judge(property)).toBe('vacuous');
    const own = miniSet().born(0, { isOrphan: true, actor: 'user' });
    expect(own.judge(property)).toBe('vacuous');
  });
});
