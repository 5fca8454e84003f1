import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { setName, miniTrace, templateOf } from './fixture.ts';
import { oneReplicaSetHasTheTemplate as property } from './one-replica-set-has-the-template.ts';

/** A second ReplicaSet with the template of revision a, owned from the start or not. */
const doubled = (isOwned: boolean) => {
  const told = miniTrace().deployment().set('a');
  return told.also((trace) => {
    const ownerReferences = ownedByObject('Deployment', 'web', trace.uidOf('Deployment', 'web'));
    const labels = { app: 'mini', 'pod-template-hash': 'zzzzz' };
    const spec = { template: templateOf('a', labels) };
    const metadata = { labels, ...(isOwned && { ownerReferences }) };
    trace.add('ReplicaSet', 'web-zzzzz', { metadata, spec }, 'deployment-controller');
    if (!isOwned) trace.change('ReplicaSet', 'web-zzzzz', { metadata: { ownerReferences } });
    trace.rest();
  });
};

describe('deployment/one-replica-set-has-the-template', () => {
  test('holds with one', () => {
    const told = miniTrace().deployment().set('a').roll('b').set('b');
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('passed');
  });

  test('fails with two of its own', () => {
    expect(doubled(true).judge(property)).toBe('failed');
  });

  test('fails with none', () => {
    const told = miniTrace().deployment().set('a').roll('b').also((trace) => trace.rest());
    expect(told.judge(property)).toBe('failed');
  });

  test('holds when the second was adopted', () => {
    expect(doubled(false).judge(property)).toBe('passed');
  });

  test('says nothing in a pause', () => {
    const told = miniTrace().deployment({ paused: true }).also((trace) => trace.rest());
    expect(told.judge(property)).toBe('vacuous');
    expect(setName('a')).toContain('web-');
  });

  test('says nothing when the world did not come to rest', () => {
    const told = miniTrace().deployment().set('a').roll('b').also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
