import { describe, expect, test } from 'vitest';
import type { Labels } from '../../specs/kubernetes.ts';
import type { Actor } from '../../specs/trace.ts';
import { miniTrace, ownedByObject } from '../fixture.ts';
import { templateOf } from './fixture.ts';
import { revisionsAreNamedAfterTheirSet as property } from './revisions-are-named-after-their-set.ts';

const labels: Labels = { app: 'mini', 'controller.kubernetes.io/hash': '5b6c' };
const named = (name: string, given: Labels = labels, actor: Actor = 'statefulset-controller') => {
  const trace = miniTrace().add('StatefulSet', 'web', {}, 'user');
  const ownerReferences = ownedByObject('StatefulSet', 'web', trace.uidOf('StatefulSet', 'web'));
  const data = { spec: { template: templateOf('a') } };
  const revision = { metadata: { ownerReferences, labels: given }, data };
  return trace.add('ControllerRevision', name, revision, actor).judge(property).status;
};

describe('statefulset/revisions-are-named-after-their-set', () => {
  test('holds with the hash, or another one after a collision', () => {
    expect(named('web-5b6c')).toBe('passed');
    expect(named('web-77f9')).toBe('passed');
  });
  test('fails with another name', () => {
    expect(named('db-5b6c')).toBe('failed');
    expect(named('web-')).toBe('failed');
  });
  test('fails without a label of the template, or the hash', () => {
    expect(named('web-5b6c', { 'controller.kubernetes.io/hash': '5b6c' })).toBe('failed');
    expect(named('web-5b6c', { app: 'mini' })).toBe('failed');
  });
  test('says nothing of revisions that others make', () => {
    expect(named('other', {}, 'user')).toBe('vacuous');
  });
});
