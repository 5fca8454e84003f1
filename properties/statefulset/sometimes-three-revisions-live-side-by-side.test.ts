import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesThreeRevisionsLiveSideBySide as property,
} from './sometimes-three-revisions-live-side-by-side.ts';

const overtaken = () =>
  miniSet().pods([0, 1, 2]).roll('b').drop(2).pod(2, { revision: 'b' }).roll('c').drop(1);

test('is seen when the newest revision joins two older ones', () => {
  expect(overtaken().judge(property)).toBe('vacuous');
  expect(overtaken().born(1, { revision: 'c' }).judge(property)).toBe('passed');
});

test('is not seen with two revisions, however many there have been', () => {
  expect(overtaken().born(1, { revision: 'b' }).judge(property)).toBe('vacuous');
});

test('is not seen when one of the three is not wanted any more', () => {
  const told = overtaken().change({ replicas: 2 }).born(1, { revision: 'c' });
  expect(told.judge(property)).toBe('vacuous');
});

test('is not seen when somebody else creates the pod', () => {
  const told = overtaken().born(1, { revision: 'c', actor: 'user' });
  expect(told.judge(property)).toBe('vacuous');
});
