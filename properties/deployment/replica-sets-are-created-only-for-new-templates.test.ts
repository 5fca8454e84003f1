import { describe, expect, test } from 'vitest';
import { setName, miniTrace, templateOf } from './fixture.ts';
import { replicaSetsAreCreatedOnlyForNewTemplates as property } from './replica-sets-are-created-only-for-new-templates.ts';

describe('deployment/replica-sets-are-created-only-for-new-templates', () => {
  test('holds for each new template', () => {
    expect(miniTrace().deployment().set('a').roll('b').set('b').judge(property)).toBe('passed');
  });

  test('fails when scaling makes another ReplicaSet', () => {
    const told = miniTrace().deployment().set('a').wait(60_000).change({ replicas: 5 });
    told.also((trace) => {
      const labels = { app: 'mini', 'pod-template-hash': 'zzzzz' };
      const owners = [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true }];
      const ownerReferences = owners.map((each) => ({
        ...each,
        uid: trace.uidOf('Deployment', 'web'),
      }));
      const metadata = { labels, ownerReferences };
      const spec = { template: templateOf('a', labels) };
      trace.add('ReplicaSet', 'web-zzzzz', { metadata, spec }, 'deployment-controller');
    });
    expect(told.judge(property)).toBe('failed');
  });

  test('holds when a ReplicaSet that somebody deleted comes back', () => {
    const told = miniTrace().deployment().set('a');
    told.also((trace) => trace.remove('ReplicaSet', setName('a'), 'user'));
    expect(told.set('a').judge(property)).toBe('passed');
  });

  test('fails for a template that the Deployment never had', () => {
    expect(miniTrace().deployment().set('b').judge(property)).toBe('failed');
  });

  test('says nothing when none is created', () => {
    expect(miniTrace().deployment().roll('b').judge(property)).toBe('vacuous');
  });
});
