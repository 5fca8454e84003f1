import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import type { Story } from './fixture.ts';
import { theNewestRevisionIsOnTheDeployment as property } from './the-newest-revision-is-on-the-deployment.ts';

describe('deployment/the-newest-revision-is-on-the-deployment', () => {
  const twice = () => miniTrace().deployment().set('a', { revision: 1 }).roll('b');
  const show = (told: Story, revision: string) =>
    told.also((trace) => {
      const annotations = { 'deployment.kubernetes.io/revision': revision };
      trace.change('Deployment', 'web', { metadata: { annotations } });
      trace.rest();
    });

  test('holds when both say the same', () => {
    expect(show(twice().set('b', { revision: 2 }), '2').judge(property)).toBe('passed');
  });

  test('fails when the Deployment is behind', () => {
    expect(show(twice().set('b', { revision: 2 }), '1').judge(property)).toBe('failed');
  });

  test('fails when an old ReplicaSet has the same number', () => {
    expect(show(twice().set('b', { revision: 1 }), '1').judge(property)).toBe('failed');
  });

  test('holds for what is no number', () => {
    expect(show(twice().set('b', { revision: 'x' }), 'x').judge(property)).toBe('passed');
  });

  test('says nothing while the template has no ReplicaSet', () => {
    expect(show(twice(), '1').judge(property)).toBe('vacuous');
  });
});
