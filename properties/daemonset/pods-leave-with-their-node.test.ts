import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { podsLeaveWithTheirNode as property } from './pods-leave-with-their-node.ts';

const removed = () => miniDaemons(1).pod('bbbbb', 'n1').removeNode('n1');
const unbound = () => miniDaemons(1).born('bbbbb', 'n1').removeNode('n1');

describe('daemonset/pods-leave-with-their-node', () => {
  test('holds when the pod was collected', () => {
    const told = removed().gone('bbbbb', 'pod-garbage-collector').rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when a bound pod is left', () => {
    expect(removed().rest().judge(property)).toBe('failed');
  });
  test('fails when an unbound one is left although the controller had reason to look', () => {
    expect(unbound().roll('b').rest().judge(property)).toBe('failed');
  });
  test('says nothing of an unbound pod that nothing drew attention to', () => {
    expect(unbound().rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the node came back', () => {
    expect(removed().node('n1').rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = removed().also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
