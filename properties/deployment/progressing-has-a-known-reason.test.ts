import { describe, expect, test } from 'vitest';
import type { Condition } from '../../specs/kubernetes.ts';
import { miniTrace } from './fixture.ts';
import { progressingHasAKnownReason as property } from './progressing-has-a-known-reason.ts';

const saying = (status: Condition['status'], reason: string) =>
  miniTrace()
    .deployment()
    .observed({ conditions: [{ type: 'Progressing', status, reason }] })
    .judge(property);

describe('deployment/progressing-has-a-known-reason', () => {
  test('holds for reasons with their status', () => {
    expect(saying('True', 'NewReplicaSetAvailable')).toBe('passed');
    expect(saying('False', 'ProgressDeadlineExceeded')).toBe('passed');
    expect(saying('Unknown', 'DeploymentResumed')).toBe('passed');
  });

  test('fails for a reason that there is not, and for another status', () => {
    expect(saying('True', 'toString')).toBe('failed');
    expect(saying('False', 'DeploymentPaused')).toBe('failed');
  });

  test('says nothing where there is no such condition', () => {
    expect(miniTrace().deployment().observed({ replicas: 3 }).judge(property)).toBe('vacuous');
  });
});
