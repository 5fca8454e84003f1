import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { miniSet, templateOf } from './fixture.ts';
import { oneRevisionPerTemplate as property } from './one-revision-per-template.ts';

const twin = (isOwned = true) =>
  miniSet().also((trace) => {
    const uid = trace.uidOf('StatefulSet', 'web');
    const metadata = isOwned ? { ownerReferences: ownedByObject('StatefulSet', 'web', uid) } : {};
    const data = { spec: { template: templateOf('a') } };
    trace.add('ControllerRevision', 'web-twin', { metadata, data }, 'statefulset-controller');
  });

describe('statefulset/one-revision-per-template', () => {
  test('holds for two templates with a revision each', () => {
    expect(miniSet().roll('b').rest().judge(property)).toBe('passed');
  });
  test('fails for two revisions of one template', () => {
    expect(twin().rest().judge(property)).toBe('failed');
  });
  test('says nothing of revisions that are not the set’s, and before it rests', () => {
    expect(twin(false).rest().judge(property)).toBe('passed');
    expect(twin().judge(property)).toBe('vacuous');
    const without = miniSet().also((trace) => trace.remove('ControllerRevision', 'web-a', 'user'));
    expect(without.rest().judge(property)).toBe('vacuous');
  });
});
