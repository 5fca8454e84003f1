import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../specs/kubernetes.ts';
import {
  countsNeverContradictEachOther as property,
} from './counts-never-contradict-each-other.ts';
import { miniTrace } from './fixture.ts';

const reporting = (status: Deployment['status']) =>
  miniTrace().deployment().observed(status).judge(property);

describe('deployment/counts-never-contradict-each-other', () => {
  test('holds when every part is part of the whole', () => {
    const whole = { replicas: 3, updatedReplicas: 3, readyReplicas: 2, availableReplicas: 1 };
    expect(reporting({ ...whole, unavailableReplicas: 5 })).toBe('passed');
  });

  test('fails when a part is larger, or negative', () => {
    expect(reporting({ replicas: 2, updatedReplicas: 3 })).toBe('failed');
    expect(reporting({ readyReplicas: 1 })).toBe('failed');
    expect(reporting({ replicas: 3, readyReplicas: 1, availableReplicas: 2 })).toBe('failed');
    expect(reporting({ replicas: 3, unavailableReplicas: -1 })).toBe('failed');
  });

  test('looks at ReplicaSets too', () => {
    const told = miniTrace().deployment().set('a');
    expect(told.report('a', { available: 3, exists: 2 }).judge(property)).toBe('failed');
  });

  test('says nothing of a status without replicas', () => {
    expect(miniTrace().deployment().set('a', { replicas: 3 }).judge(property)).toBe('vacuous');
  });
});
