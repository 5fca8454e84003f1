import { expect, test } from 'vitest';
import { miniDaemons as miniTrace, tainted } from './fixture.ts';
import { sometimesANodeIsAdded as property } from './sometimes-a-node-is-added.ts';

const selecting = { nodeSelector: { disk: 'ssd' } };

test('is seen when an eligible node joins', () => {
  expect(miniTrace(1).node('n2').judge(property)).toBe('passed');
  const selected = miniTrace(1).roll('b', selecting).node('n2', { disk: 'ssd' });
  expect(selected.judge(property)).toBe('passed');
});

test('is seen when a node that joined with a taint loses it', () => {
  const forbidden = miniTrace(1).also((trace) => {
    trace.add('Node', 'n2', { spec: { taints: [tainted('NoSchedule')] } }, 'user');
  });
  expect(forbidden.taint('n2').judge(property)).toBe('passed');
});

test('is not seen with the nodes that were there before the DaemonSet', () => {
  expect(miniTrace(2).judge(property)).toBe('vacuous');
});

test('is not seen when the node that joins is not eligible', () => {
  const unselected = miniTrace(1).roll('b', selecting).node('n2');
  expect(unselected.judge(property)).toBe('vacuous');
  const forbidden = miniTrace(1).also((trace) => {
    trace.add('Node', 'n2', { spec: { taints: [tainted('NoSchedule')] } }, 'user');
  });
  expect(forbidden.judge(property)).toBe('vacuous');
});

test('is not seen when a node that was there becomes eligible', () => {
  const told = miniTrace(1).taint('n1', tainted('NoSchedule')).taint('n1');
  expect(told.judge(property)).toBe('vacuous');
});

test('is not seen once the DaemonSet is going, or gone', () => {
  const going = miniTrace(1).also((trace) => trace.terminate('DaemonSet', 'log', 'user'));
  expect(going.node('n2').judge(property)).toBe('vacuous');
  const told = miniTrace(1).also((trace) => trace.remove('DaemonSet', 'log', 'user')).node('n2');
  expect(told.judge(property)).toBe('vacuous');
});
