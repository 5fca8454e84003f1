import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { podsLeaveIneligibleNodes as property } from './pods-leave-ineligible-nodes.ts';

const settled = (effect: 'NoSchedule' | 'NoExecute') =>
  miniDaemons(1).pod('bbbbb', 'n1').taint('n1', tainted(effect));

describe('daemonset/pods-leave-ineligible-nodes', () => {
  test('holds when the pod is gone', () => {
    expect(settled('NoExecute').drop('bbbbb').rest().judge(property)).toBe('passed');
  });
  test('fails when it is left, for a taint or for a selector', () => {
    expect(settled('NoExecute').rest().judge(property)).toBe('failed');
    const told = miniDaemons(1).pod('bbbbb', 'n1').roll('b', { nodeSelector: { zone: 'x' } });
    expect(told.rest().judge(property)).toBe('failed');
  });
  test('holds when the pod was never bound', () => {
    const told = miniDaemons(1).born('bbbbb', 'n1').taint('n1', tainted('NoExecute')).rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing when a taint only forbids new pods', () => {
    expect(settled('NoSchedule').rest().judge(property)).toBe('vacuous');
  });
});
