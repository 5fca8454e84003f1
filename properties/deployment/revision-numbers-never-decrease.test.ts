import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { revisionNumbersNeverDecrease as property } from './revision-numbers-never-decrease.ts';

describe('deployment/revision-numbers-never-decrease', () => {
  test('holds when a template comes back', () => {
    const told = miniTrace().deployment().set('a', { revision: 1 }).set('b', { revision: 2 });
    expect(told.resize('a', 3, { revision: 3 }).judge(property)).toBe('passed');
  });

  test('fails when a number falls', () => {
    const told = miniTrace().deployment().set('a', { revision: 3 });
    expect(told.resize('a', 3, { revision: 1 }).judge(property)).toBe('failed');
  });

  test('fails when a number is spoilt', () => {
    const told = miniTrace().deployment().set('a', { revision: 3 });
    expect(told.resize('a', 3, { revision: 'x' }).judge(property)).toBe('failed');
  });

  test('says nothing of what a user notes', () => {
    const told = miniTrace().deployment().set('a', { revision: 3 });
    expect(told.resize('a', 3, { revision: 1, actor: 'user' }).judge(property)).toBe('vacuous');
  });
});
