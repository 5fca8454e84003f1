import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { podsCarryIdentityLabels as property } from './pods-carry-identity-labels.ts';

const labelled = (key: string, value: string, options = {}) =>
  miniSet({ ordinals: { start: 3 } }, options).born(3, { labels: { [key]: value } });

describe('statefulset/pods-carry-identity-labels', () => {
  test('holds for name, ordinal, revision and the labels of the template', () => {
    expect(miniSet({ ordinals: { start: 3 } }).born(3).judge(property)).toBe('passed');
  });
  test('fails for an index that counts from the start', () => {
    expect(labelled('apps.kubernetes.io/pod-index', '0').judge(property)).toBe('failed');
  });
  test('fails for another name', () => {
    const told = labelled('statefulset.kubernetes.io/pod-name', 'web-0');
    expect(told.judge(property)).toBe('failed');
  });
  test('fails for a revision that is only a hash', () => {
    expect(labelled('controller-revision-hash', 'abcde').judge(property)).toBe('failed');
  });
  test("fails when the template's labels are lost", () => {
    expect(labelled('app', 'other').judge(property)).toBe('failed');
  });
  test('does not ask for an index where the release has none', () => {
    const told = labelled('apps.kubernetes.io/pod-index', '0', { version: '1.27' });
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing about pods that others make', () => {
    expect(miniSet().born(0, { actor: 'user', labels: {} }).judge(property)).toBe('vacuous');
  });
});
