import { expect, test } from 'vitest';
import { miniTrace, podName } from './fixture.ts';
import { sometimesAReplacementOverlapsItsPredecessor as property } from './sometimes-a-replacement-overlaps-its-predecessor.ts';

const deleted = () => {
  const told = miniTrace().deployment().set('a').pods('a', 3);
  return told.also((trace) => trace.terminate('Pod', podName('a', 1), 'user'));
};

test('is seen when the replacement comes before the end', () => {
  expect(deleted().pods('a', 1).judge(property)).toBe('passed');
});

test('is not seen when it comes after the end', () => {
  const told = deleted().also((trace) => trace.remove('Pod', podName('a', 1), 'kubelet'));
  expect(told.pods('a', 1).judge(property)).toBe('vacuous');
});
