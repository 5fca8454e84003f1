import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { miniTrace } from './fixture.ts';
import { orphanedReplicaSetsAreAdopted as property } from './orphaned-replica-sets-are-adopted.ts';

describe('deployment/orphaned-replica-sets-are-adopted', () => {
  const planted = (app = 'mini') =>
    miniTrace()
      .deployment()
      .also((trace) => trace.add('ReplicaSet', 'old', { metadata: { labels: { app } } }, 'user'));

  test('holds when it is adopted', () => {
    const told = planted().also((trace) => {
      const ownerReferences = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
      const metadata = { ownerReferences };
      trace.change('ReplicaSet', 'old', { metadata }, 'deployment-controller').rest();
    });
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when it is left alone', () => {
    expect(planted().also((trace) => trace.rest()).judge(property)).toBe('failed');
  });

  test('says nothing of one that does not match, or of a Deployment that goes', () => {
    expect(planted('other').also((trace) => trace.rest()).judge(property)).toBe('vacuous');
    const going = planted().also((trace) => trace.terminate('Deployment', 'web').rest());
    expect(going.judge(property)).toBe('vacuous');
  });

  test('says nothing when the world did not come to rest', () => {
    expect(planted().also((trace) => trace.rest(false)).judge(property)).toBe('vacuous');
  });
});
