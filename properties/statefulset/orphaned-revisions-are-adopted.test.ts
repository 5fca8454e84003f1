import { describe, expect, test } from 'vitest';
import type { OwnerReference } from '../../specs/kubernetes.ts';
import { ownedByObject } from '../fixture.ts';
import { miniSet } from './fixture.ts';
import { orphanedRevisionsAreAdopted as property } from './orphaned-revisions-are-adopted.ts';

const left = (
  labels = { app: 'mini' },
  ownerReferences: readonly OwnerReference[] = [],
  options = {},
) =>
  miniSet({}, options)
    .also((trace) => trace.remove('ControllerRevision', 'web-a', 'user'))
    .also((trace) =>
      trace.add('ControllerRevision', 'left', { metadata: { labels, ownerReferences } }, 'user'),
    )
    .change({ replicas: 2 });

describe('statefulset/orphaned-revisions-are-adopted', () => {
  test('holds when the set took it over', () => {
    const told = left().also((trace) => {
      const uid = trace.uidOf('StatefulSet', 'web');
      const ownerReferences = ownedByObject('StatefulSet', 'web', uid);
      trace.change('ControllerRevision', 'left', { metadata: { ownerReferences } });
    });
    expect(told.rest().judge(property)).toBe('passed');
  });
  test('fails when nobody did', () => {
    expect(left().rest().judge(property)).toBe('failed');
  });
  test('says nothing of one that may not have been seen at the last look', () => {
    const told = left({ app: 'mini' }, [], { stalenessMs: 2_000 });
    expect(told.rest().judge(property)).toBe('vacuous');
    expect(told.wait(2_000).born(0).rest().judge(property)).toBe('failed');
  });
  test('says nothing of other labels, other owners, and sets that go', () => {
    expect(left({ app: 'other' }).rest().judge(property)).toBe('vacuous');
    const theirs = left({ app: 'mini' }, ownedByObject('StatefulSet', 'db', 'other'));
    expect(theirs.rest().judge(property)).toBe('vacuous');
    const going = left().also((trace) => trace.terminate('StatefulSet', 'web', 'user'));
    expect(going.rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = left().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
