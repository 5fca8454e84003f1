import { describe, expect, test } from 'vitest';
import { annotationsAreAddedAndNeverRemoved as property } from './annotations-are-added-and-never-removed.ts';
import { miniTrace, setName } from './fixture.ts';

describe('deployment/annotations-are-added-and-never-removed', () => {
  const writing = (before: Record<string, string>, after: Record<string, string>) =>
    miniTrace()
      .deployment()
      .set('a')
      .also((trace) => {
        const name = setName('a');
        trace.change('ReplicaSet', name, { metadata: { annotations: before } }, 'user');
        const metadata = { annotations: after };
        trace.change('ReplicaSet', name, { metadata }, 'deployment-controller');
      })
      .judge(property);

  test('holds when one is added or changed', () => {
    expect(writing({ cause: 'x' }, { cause: 'y', note: 'z' })).toBe('passed');
  });

  test('fails when one is removed', () => {
    expect(writing({ cause: 'x' }, { note: 'z' })).toBe('failed');
  });

  test('fails when one comes that is not for it', () => {
    expect(writing({}, { 'kubectl.kubernetes.io/last-applied-configuration': '{}' })).toBe('failed');
    expect(writing({}, { 'deprecated.deployment.rollback.to': '1' })).toBe('failed');
  });

  test('says nothing of what others write', () => {
    const told = miniTrace().deployment();
    expect(told.set('a', { actor: 'user', revision: 1 }).judge(property)).toBe('vacuous');
  });
});
