import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { onlyTheLatestTemplateGrows as property } from './only-the-latest-template-grows.ts';

const overtaken = (options = {}) => {
  const told = miniTrace(options)
    .deployment()
    .set('a', { desired: 3, max: 4 })
    .wait(60_000)
    .roll('b');
  return told.set('b', { replicas: 1, desired: 3, max: 4 }).wait(60_000).roll('c');
};

describe('deployment/only-the-latest-template-grows', () => {
  test('holds when the rollout turns to the latest template', () => {
    expect(overtaken().set('c', { replicas: 1 }).judge(property)).toBe('passed');
  });

  test('fails when the overtaken template goes on growing', () => {
    expect(overtaken().wait(60_000).resize('b', 2).judge(property)).toBe('failed');
  });

  test('holds for a raise from the view just before the change', () => {
    expect(overtaken({ stalenessMs: 2000 }).wait(1000).resize('b', 2).judge(property)).toBe(
      'passed',
    );
  });

  test('holds when scaling comes before the rollout', () => {
    const told = miniTrace().deployment().set('a', { desired: 3, max: 4 });
    told.change({ replicas: 5 }).roll('b');
    expect(told.resize('a', 5, { desired: 5, max: 7 }).judge(property)).toBe('passed');
  });

  test('says nothing when ReplicaSets shrink or users raise them', () => {
    const told = miniTrace().deployment().set('a', { replicas: 0 });
    expect(told.roll('b').resize('a', 2, { actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
