import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { identityLabelsAreRestored as property } from './identity-labels-are-restored.ts';

const other = { 'statefulset.kubernetes.io/pod-name': 'db-0' };

describe('statefulset/identity-labels-are-restored', () => {
  test('holds when healthy pods carry their names', () => {
    expect(miniSet({ replicas: 2 }).pods([0, 1]).rest().judge(property)).toBe('passed');
  });
  test('fails when one carries another name', () => {
    expect(miniSet({ replicas: 1 }).pod(0, { labels: other }).rest().judge(property)).toBe(
      'failed',
    );
  });
  test('says nothing of what comes after an unhealthy pod', () => {
    const told = miniSet({ replicas: 2 }).born(0).pod(1, { labels: other }).rest();
    expect(told.judge(property)).toBe('vacuous');
  });
});
