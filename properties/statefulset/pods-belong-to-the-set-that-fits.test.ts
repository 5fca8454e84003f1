import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import type { MiniTrace } from '../fixture.ts';
import { miniSet } from './fixture.ts';
import { podsBelongToTheSetThatFits as property } from './pods-belong-to-the-set-that-fits.ts';

const orphaned = (labels = {}) => miniSet().born(5, { isOrphan: true, actor: 'user', labels });
const adopt = (trace: MiniTrace) => {
  const ownerReferences = ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web'));
  trace.change('Pod', 'web-5', { metadata: { ownerReferences } }, 'statefulset-controller');
};
const strayed = () =>
  miniSet().pod(0).also((trace) => {
    trace.change('Pod', 'web-0', { metadata: { labels: { app: 'other' } } }, 'user');
  });
const release = (trace: MiniTrace) =>
  trace.change('Pod', 'web-0', { metadata: { ownerReferences: [] } }, 'statefulset-controller');

describe('statefulset/pods-belong-to-the-set-that-fits', () => {
  test('holds when an orphan that fits was adopted', () => {
    expect(orphaned().also(adopt).rest().judge(property)).toBe('passed');
  });
  test('fails when it was not', () => {
    expect(orphaned().rest().judge(property)).toBe('failed');
  });
  test('holds when a pod that no longer matches was let go', () => {
    expect(strayed().also(release).rest().judge(property)).toBe('passed');
  });
  test('fails when it was kept', () => {
    expect(strayed().rest().judge(property)).toBe('failed');
  });
  test('holds for an orphan that does not match', () => {
    expect(orphaned({ app: 'other' }).rest().judge(property)).toBe('passed');
  });
  test('says nothing of terminating pods, other names, and sets that go', () => {
    expect(orphaned().kill(5, 'user').rest().judge(property)).toBe('vacuous');
    const other = miniSet().also((trace) => trace.add('Pod', 'api-0', {}, 'user'));
    expect(other.rest().judge(property)).toBe('vacuous');
    const leaving = orphaned().also((trace) => trace.terminate('StatefulSet', 'web', 'user'));
    expect(leaving.rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = orphaned().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
