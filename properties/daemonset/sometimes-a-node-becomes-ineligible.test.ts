import { expect, test } from 'vitest';
import { miniDaemons as miniTrace, tainted } from './fixture.ts';
import {
  sometimesANodeBecomesIneligible as property,
} from './sometimes-a-node-becomes-ineligible.ts';

test('is seen when a node with a pod gets a NoExecute taint', () => {
  const told = miniTrace(1).pod('bbbbb', 'n1').taint('n1', tainted('NoExecute'));
  expect(told.judge(property)).toBe('passed');
});

test('is seen when a node with a pod loses the label that it was selected by', () => {
  const selecting = { nodeSelector: { disk: 'ssd' } };
  const told = miniTrace(0).node('n1', { disk: 'ssd' }).roll('b', selecting);
  told.pod('bbbbb', 'n1', { revision: 'b' });
  expect(told.judge(property)).toBe('vacuous');
  expect(told.label('n1', {}).judge(property)).toBe('passed');
});

test('is not seen with a taint that lets the pod stay, nor where it is tolerated', () => {
  const staying = miniTrace(1).pod('bbbbb', 'n1').taint('n1', tainted('NoSchedule'));
  expect(staying.judge(property)).toBe('vacuous');
  const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' } as const;
  const tolerated = miniTrace(1).pod('bbbbb', 'n1').taint('n1', notReady);
  expect(tolerated.judge(property)).toBe('vacuous');
});

test('is not seen on nodes without a bound pod that stays', () => {
  const elsewhere = miniTrace(2).pod('bbbbb', 'n1').taint('n2', tainted('NoExecute'));
  expect(elsewhere.judge(property)).toBe('vacuous');
  const unbound = miniTrace(1).born('bbbbb', 'n1').taint('n1', tainted('NoExecute'));
  expect(unbound.judge(property)).toBe('vacuous');
  const going = miniTrace(1).pod('bbbbb', 'n1').kill('bbbbb').taint('n1', tainted('NoExecute'));
  expect(going.judge(property)).toBe('vacuous');
});

test('is not seen when the template moves away and the node is only removed', () => {
  const told = miniTrace(1).pod('bbbbb', 'n1').roll('b', { nodeSelector: { disk: 'ssd' } });
  expect(told.removeNode('n1').judge(property)).toBe('vacuous');
});

test('is not seen when a node changes on which the pod could not stay before', () => {
  const told = miniTrace(1).pod('bbbbb', 'n1').roll('b', { nodeSelector: { disk: 'ssd' } });
  expect(told.label('n1', { zone: 'x' }).judge(property)).toBe('vacuous');
});

test('is not seen with a pod that ended, nor once the DaemonSet is being deleted', () => {
  const ended = miniTrace(1).pod('bbbbb', 'n1').fail('bbbbb').taint('n1', tainted('NoExecute'));
  expect(ended.judge(property)).toBe('vacuous');
  const going = miniTrace(1).pod('bbbbb', 'n1');
  going.also((trace) => trace.terminate('DaemonSet', 'log', 'user'));
  expect(going.taint('n1', tainted('NoExecute')).judge(property)).toBe('vacuous');
});
