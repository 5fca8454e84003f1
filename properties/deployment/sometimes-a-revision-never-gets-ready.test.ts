import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesARevisionNeverGetsReady as property } from './sometimes-a-revision-never-gets-ready.ts';

const stuck = (state: 'pending' | 'ready') => {
  const told = miniTrace().deployment().set('a').pods('a', 3).roll('b').set('b', { replicas: 1 });
  return told.pods('b', 1, state);
};

test('is seen when a new pod has waited long', () => {
  expect(stuck('pending').wait(20_000).roll('c').judge(property)).toBe('passed');
});

test('is not seen early on, nor with a ready pod', () => {
  expect(stuck('pending').wait(5000).roll('c').judge(property)).toBe('vacuous');
  expect(stuck('ready').wait(20_000).roll('c').judge(property)).toBe('vacuous');
});
