import { describe, expect, test } from 'vitest';
import type { OwnerReference } from '../../specs/kubernetes.ts';
import { ownedByObject } from '../fixture.ts';
import { miniTrace } from './fixture.ts';
import { onlyOrphansThatMatchAreAdopted as property } from './only-orphans-that-match-are-adopted.ts';

describe('deployment/only-orphans-that-match-are-adopted', () => {
  const adopting = (labels: Record<string, string>, former: readonly OwnerReference[] = []) => {
    const told = miniTrace().deployment();
    told.also((trace) => {
      trace.add('ReplicaSet', 'old', { metadata: { labels, ownerReferences: former } }, 'user');
      trace.wait(60_000);
      const owner = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
      const metadata = { ownerReferences: [...former, ...owner] };
      trace.change('ReplicaSet', 'old', { metadata }, 'deployment-controller');
    });
    return told;
  };

  test('holds for an orphan that matches', () => {
    expect(adopting({ app: 'mini' }).judge(property)).toBe('passed');
  });

  test('fails for one that belongs to another', () => {
    const other = ownedByObject('Deployment', 'api', 'other');
    expect(adopting({ app: 'mini' }, other).judge(property)).toBe('failed');
  });

  test('fails for one that does not match', () => {
    expect(adopting({ app: 'other' }).judge(property)).toBe('failed');
  });

  test('says nothing of what it creates', () => {
    expect(miniTrace().deployment().set('a').judge(property)).toBe('vacuous');
  });
});
