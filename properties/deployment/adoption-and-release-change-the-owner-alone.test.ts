import { describe, expect, test } from 'vitest';
import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { adoptionAndReleaseChangeTheOwnerAlone as property } from './adoption-and-release-change-the-owner-alone.ts';
import { miniTrace, setName } from './fixture.ts';

describe('deployment/adoption-and-release-change-the-owner-alone', () => {
  const released = (spec: Partial<ReplicaSet['spec']>) =>
    miniTrace()
      .deployment()
      .set('a')
      .also((trace) => {
        const metadata = { ownerReferences: [] };
        trace.change('ReplicaSet', setName('a'), { metadata, spec }, 'deployment-controller');
      })
      .judge(property);

  test('holds when only the owner goes', () => {
    expect(released({})).toBe('passed');
  });

  test('fails when it is emptied on the way', () => {
    expect(released({ replicas: 0 })).toBe('failed');
  });

  test('says nothing while it stays in one hand', () => {
    expect(miniTrace().deployment().set('a').resize('a', 1).judge(property)).toBe('vacuous');
  });
});
