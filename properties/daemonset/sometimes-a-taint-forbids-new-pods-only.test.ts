import { expect, test } from 'vitest';
import { miniDaemons as miniTrace, tainted } from './fixture.ts';
import {
  sometimesATaintForbidsNewPodsOnly as property,
} from './sometimes-a-taint-forbids-new-pods-only.ts';

test('is seen when a node with a pod gets a NoSchedule taint', () => {
  const told = miniTrace(1).pod('bbbbb', 'n1').taint('n1', tainted('NoSchedule'));
  expect(told.judge(property)).toBe('passed');
});

test('is not seen with taints that evict the pod too, or only discourage new ones', () => {
  for (const effect of ['NoExecute', 'PreferNoSchedule'] as const) {
    const told = miniTrace(1).pod('bbbbb', 'n1').taint('n1', tainted(effect));
    expect(told.judge(property)).toBe('vacuous');
  }
  const both = miniTrace(1).pod('bbbbb', 'n1');
  both.taint('n1', tainted('NoSchedule'), tainted('NoExecute'));
  expect(both.judge(property)).toBe('vacuous');
});

test('is not seen with a taint that every daemon pod tolerates', () => {
  const cordoned = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;
  const told = miniTrace(1).pod('bbbbb', 'n1').taint('n1', cordoned);
  expect(told.judge(property)).toBe('vacuous');
});

test('is not seen on a node without a pod', () => {
  const told = miniTrace(2).pod('bbbbb', 'n1').taint('n2', tainted('NoSchedule'));
  expect(told.judge(property)).toBe('vacuous');
});

test('is not seen when a pod comes to a tainted node, which is then removed', () => {
  const told = miniTrace(1).taint('n1', tainted('NoSchedule')).pod('bbbbb', 'n1');
  expect(told.removeNode('n1').judge(property)).toBe('vacuous');
});

test('is not seen when the node admitted no new pod before either', () => {
  const told = miniTrace(1).taint('n1', tainted('NoSchedule')).pod('bbbbb', 'n1');
  expect(told.label('n1', { zone: 'x' }).judge(property)).toBe('vacuous');
  const eased = miniTrace(1).pod('bbbbb', 'n1').taint('n1', tainted('NoExecute'));
  expect(eased.taint('n1', tainted('NoSchedule')).judge(property)).toBe('vacuous');
});

test('is not seen with a pod that is terminating, or ended', () => {
  const going = miniTrace(1).pod('bbbbb', 'n1').kill('bbbbb').taint('n1', tainted('NoSchedule'));
  expect(going.judge(property)).toBe('vacuous');
  const ended = miniTrace(1).pod('bbbbb', 'n1').fail('bbbbb').taint('n1', tainted('NoSchedule'));
  expect(ended.judge(property)).toBe('vacuous');
});

test('is not seen once the DaemonSet is being deleted', () => {
  const told = miniTrace(1).pod('bbbbb', 'n1');
  told.also((trace) => trace.terminate('DaemonSet', 'log', 'user'));
  expect(told.taint('n1', tainted('NoSchedule')).judge(property)).toBe('vacuous');
});
