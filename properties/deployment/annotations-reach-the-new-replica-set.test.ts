import { describe, expect, test } from 'vitest';
import { annotationsReachTheNewReplicaSet as property } from './annotations-reach-the-new-replica-set.ts';
import { miniTrace, setName } from './fixture.ts';

describe('deployment/annotations-reach-the-new-replica-set', () => {
  const noting = (given: Record<string, string>, found: Record<string, string>) =>
    miniTrace()
      .deployment()
      .set('a')
      .also((trace) => {
        trace.change('Deployment', 'web', { metadata: { annotations: given } }, 'user');
        trace.change('ReplicaSet', setName('a'), { metadata: { annotations: found } });
        trace.rest();
      })
      .judge(property);

  test('holds when it has all, and more', () => {
    expect(noting({ cause: 'x' }, { cause: 'x', note: 'y' })).toBe('passed');
  });

  test('fails when one is missing or differs', () => {
    expect(noting({ cause: 'x' }, {})).toBe('failed');
    expect(noting({ cause: 'x' }, { cause: 'y' })).toBe('failed');
  });

  test('says nothing of annotations that are not handed on', () => {
    const given = {
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
      'deployment.kubernetes.io/revision': '1',
    };
    expect(noting(given, {})).toBe('vacuous');
  });

  test('says nothing where the revision is no number', () => {
    const found = { 'deployment.kubernetes.io/revision': 'x' };
    expect(noting({ cause: 'x' }, found)).toBe('vacuous');
  });
});
