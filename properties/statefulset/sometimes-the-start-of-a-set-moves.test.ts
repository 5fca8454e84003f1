import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesTheStartOfASetMoves as property,
} from './sometimes-the-start-of-a-set-moves.ts';

test('is seen when the start of a set with pods goes up, or down', () => {
  const raised = miniSet({ replicas: 2 }).pods([0, 1]).change({ ordinals: { start: 1 } });
  expect(raised.judge(property)).toBe('passed');
  const lowered = miniSet({ ordinals: { start: 3 } }).pod(3).change({ ordinals: { start: 2 } });
  expect(lowered.judge(property)).toBe('passed');
});

test('is not seen when the set has no pods by then', () => {
  expect(miniSet().change({ ordinals: { start: 1 } }).pod(1).judge(property)).toBe('vacuous');
  const emptied = miniSet().pod(0).drop(0, 'user').change({ ordinals: { start: 1 } });
  expect(emptied.judge(property)).toBe('vacuous');
  const foreign = miniSet().pod(0, { isOrphan: true }).change({ ordinals: { start: 1 } });
  expect(foreign.judge(property)).toBe('vacuous');
});

test('is not seen when the set wants no pods from then on', () => {
  const told = miniSet({ replicas: 1 }).pod(0).change({ replicas: 0, ordinals: { start: 1 } });
  expect(told.judge(property)).toBe('vacuous');
});

test('is not seen when the start stays, said or unsaid', () => {
  expect(miniSet().pod(0).change({ ordinals: { start: 0 } }).judge(property)).toBe('vacuous');
  expect(miniSet().pods([0, 1]).change({ replicas: 1 }).judge(property)).toBe('vacuous');
});

test('is not seen with a set that has its start from the beginning', () => {
  expect(miniSet({ ordinals: { start: 3 } }).pods([3, 4]).judge(property)).toBe('vacuous');
});

test('is not supported before releases could move it', () => {
  const told = miniSet({}, { version: '1.25' }).pod(0).change({ ordinals: { start: 1 } });
  expect(told.judge(property)).toBe('unsupported');
});
