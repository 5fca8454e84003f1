import { describe, expect, test } from 'vitest';
import type { Actor } from '../../specs/trace.ts';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { miniSet, templateOf } from './fixture.ts';
import { revisionsPutBackTheirTemplate as property } from './revisions-put-back-their-template.ts';

const revised = (data: object, options = {}, actor: Actor = 'statefulset-controller') =>
  miniSet({}, options)
    .change({ template: templateOf('b') })
    .also((trace) => {
      const uid = trace.uidOf('StatefulSet', 'web');
      const ownerReferences = ownedByObject('StatefulSet', 'web', uid);
      trace.add('ControllerRevision', 'web-b', { metadata: { ownerReferences }, data }, actor);
    });
const puts = (revision: string) => ({
  template: { ...templateOf(revision), $patch: 'replace' },
});

describe('statefulset/revisions-put-back-their-template', () => {
  test('holds for the template of the set', () => {
    expect(revised({ spec: puts('b') }).judge(property)).toBe('passed');
  });
  test('holds for one that may still have been seen', () => {
    const told = revised({ spec: puts('a') }, { stalenessMs: 2_000 });
    expect(told.judge(property)).toBe('passed');
  });
  test('fails for another template, and for none', () => {
    expect(revised({ spec: puts('c') }).judge(property)).toBe('failed');
    expect(revised({ spec: {} }).judge(property)).toBe('failed');
  });
  test('fails when it would change something else as well', () => {
    expect(revised({ spec: { ...puts('b'), replicas: 3 } }).judge(property)).toBe('failed');
    expect(revised({ spec: puts('b'), metadata: {} }).judge(property)).toBe('failed');
  });
  test('says nothing of revisions that others make', () => {
    const told = miniSet().also((trace) => trace.add('ControllerRevision', 'other', {}, 'user'));
    expect(told.judge(property)).toBe('passed');
    expect(revised({ spec: {} }, {}, 'user').judge(property)).toBe('passed');
    const foreign = miniTrace().add('ControllerRevision', 'other', {}, 'user');
    expect(foreign.judge(property).status).toBe('vacuous');
  });
});
