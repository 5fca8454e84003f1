import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesAnOrdinalHasTwoIncarnations as property,
} from './sometimes-an-ordinal-has-two-incarnations.ts';

/** The pod is gone a second before whatever comes next. */
const lost = (stalenessMs: number) => miniSet({}, { stalenessMs }).pod(0).drop(0, 'user');

test('is seen when the former pod may be in the view still', () => {
  expect(lost(1_000).judge(property)).toBe('vacuous');
  expect(lost(1_000).born(0).judge(property)).toBe('passed');
});

test('is not seen when the former pod went too long ago', () => {
  expect(lost(999).born(0).judge(property)).toBe('vacuous');
  expect(lost(1_000).wait(1).born(0).judge(property)).toBe('vacuous');
});

test('is not seen when the pod of another ordinal went', () => {
  expect(lost(60_000).born(1).judge(property)).toBe('vacuous');
});

test('is not seen when the former pod was not of the set', () => {
  // The change of its neighbour is what a view may have stopped at, with the former pod in it.
  const told = miniSet({ replicas: 2 }, { stalenessMs: 5_000 }).pod(0).born(1, { isOrphan: true });
  expect(told.unready(0).gone(1, 'user').born(1).judge(property)).toBe('vacuous');
  const own = miniSet({ replicas: 2 }, { stalenessMs: 5_000 }).pod(0).born(1);
  expect(own.unready(0).gone(1, 'user').born(1).judge(property)).toBe('passed');
});

test('is not seen with the first pods of a set', () => {
  expect(miniSet({}, { stalenessMs: 60_000 }).pods([0, 1, 2]).judge(property)).toBe('vacuous');
});

test('is not seen when somebody else creates the pod, or the set does not own it', () => {
  expect(lost(1_000).born(0, { actor: 'user' }).judge(property)).toBe('vacuous');
  expect(lost(1_000).born(0, { isOrphan: true }).judge(property)).toBe('vacuous');
});

test('is not seen with a name that has no ordinal', () => {
  const nameless = { name: 'web-first' };
  const told = miniSet({}, { stalenessMs: 1_000 }).born(0, nameless);
  told.also((trace) => trace.remove('Pod', 'web-first', 'user'));
  expect(told.born(0, nameless).judge(property)).toBe('vacuous');
});
