import { expect, test } from 'vitest';
import { miniDaemons as miniTrace, surging, unavailable } from './fixture.ts';
import { sometimesANodeHasAnExcessPod as property } from './sometimes-a-node-has-an-excess-pod.ts';

const beside = (spec = {}) =>
  miniTrace(2, spec)
    .pod('bbbbb', 'n1')
    .pod('ccccc', 'n1', { isOrphan: true, actor: 'user' });

test('is seen when a second pod of a node is adopted', () => {
  expect(beside().adopt('ccccc').judge(property)).toBe('passed');
});

test('is seen when maxSurge is switched off while a surge has two pods on a node', () => {
  const surge = () =>
    miniTrace(2, surging(1)).pod('bbbbb', 'n1').roll('b').born('ccccc', 'n1', { revision: 'b' });
  expect(surge().ready('ccccc', 'n1').judge(property)).toBe('vacuous');
  const off = surge().change(unavailable(1)).ready('ccccc', 'n1');
  expect(off.judge(property)).toBe('passed');
});

test('is not seen before the adoption, nor when the first pod was going by then', () => {
  expect(beside().judge(property)).toBe('vacuous');
  expect(beside().kill('bbbbb').adopt('ccccc').judge(property)).toBe('vacuous');
});

test('is not seen beside a pod that ended', () => {
  expect(beside().fail('bbbbb').adopt('ccccc').judge(property)).toBe('vacuous');
});

test('is not seen where a surge allows two, nor with one pod on each node', () => {
  expect(beside(surging(1)).adopt('ccccc').judge(property)).toBe('vacuous');
  const apart = miniTrace(2).pod('bbbbb', 'n1').pod('ccccc', 'n2');
  expect(apart.judge(property)).toBe('vacuous');
});
