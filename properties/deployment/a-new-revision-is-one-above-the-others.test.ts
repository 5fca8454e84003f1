import { describe, expect, test } from 'vitest';
import { aNewRevisionIsOneAboveTheOthers as property } from './a-new-revision-is-one-above-the-others.ts';
import { miniTrace } from './fixture.ts';

describe('deployment/a-new-revision-is-one-above-the-others', () => {
  const twice = () =>
    miniTrace().deployment().set('a', { revision: 1 }).roll('b').set('b', { revision: 2 });

  test('holds for fresh templates and for one that comes back', () => {
    expect(twice().roll('a').resize('a', 3, { revision: 3 }).judge(property)).toBe('passed');
  });

  test('holds when a late view hides the highest number', () => {
    const told = miniTrace({ stalenessMs: 1000 }).deployment().set('a', { revision: 1 });
    const late = told.roll('b').set('b', { revision: 2 }).roll('c').set('c', { revision: 2 });
    expect(late.judge(property)).toBe('passed');
  });

  test('fails when a number comes twice', () => {
    expect(twice().wait(60_000).roll('c').set('c', { revision: 2 }).judge(property)).toBe('failed');
  });

  test('fails when an old ReplicaSet is renumbered', () => {
    expect(twice().wait(60_000).resize('a', 3, { revision: 3 }).judge(property)).toBe('failed');
  });

  test('passes over what is no number', () => {
    const told = miniTrace().deployment().set('a', { revision: 'x', actor: 'user' });
    expect(told.roll('b').set('b', { revision: 1 }).judge(property)).toBe('passed');
  });

  test('says nothing where no number is given', () => {
    const told = miniTrace().deployment();
    expect(told.set('a', { revision: 1, actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
