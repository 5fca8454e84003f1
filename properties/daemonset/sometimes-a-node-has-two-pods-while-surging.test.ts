import { expect, test } from 'vitest';
import { miniDaemons as miniTrace, surging } from './fixture.ts';
import {
  sometimesANodeHasTwoPodsWhileSurging as property,
} from './sometimes-a-node-has-two-pods-while-surging.ts';

const rolled = (spec = {}) => miniTrace(2, spec).pod('bbbbb', 'n1').roll('b');

test('is seen when a new pod is created beside the old one', () => {
  const told = rolled(surging(1)).born('ccccc', 'n1', { revision: 'b' });
  expect(told.judge(property)).toBe('passed');
});

test('is not seen when the new pod comes to another node, or after the old one', () => {
  const elsewhere = rolled(surging(1)).born('ccccc', 'n2', { revision: 'b' });
  expect(elsewhere.judge(property)).toBe('vacuous');
  const after = rolled(surging(1)).kill('bbbbb').born('ccccc', 'n1', { revision: 'b' });
  expect(after.judge(property)).toBe('vacuous');
});

test('is not seen with two pods of one template', () => {
  const told = miniTrace(1, surging(1)).pod('bbbbb', 'n1').born('ccccc', 'n1');
  expect(told.judge(property)).toBe('vacuous');
});

test('is not seen where no surge is allowed, nor when somebody else made the pod', () => {
  expect(rolled().born('ccccc', 'n1', { revision: 'b' }).judge(property)).toBe('vacuous');
  const foreign = rolled(surging(1)).born('ccccc', 'n1', { revision: 'b', actor: 'user' });
  expect(foreign.judge(property)).toBe('vacuous');
});
