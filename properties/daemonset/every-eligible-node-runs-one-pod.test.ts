import { describe, expect, test } from 'vitest';
import { everyEligibleNodeRunsOnePod as property } from './every-eligible-node-runs-one-pod.ts';
import { miniDaemons, surging, tainted } from './fixture.ts';

describe('daemonset/every-eligible-node-runs-one-pod', () => {
  test('holds with one pod per node, Pending or not', () => {
    const told = miniDaemons(2).pod('bbbbb', 'n1').born('ccccc', 'n2').rest();
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when a node was left out', () => {
    expect(miniDaemons(2).pod('bbbbb', 'n1').rest().judge(property)).toBe('failed');
  });
  test('fails when a node has two', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').pod('ccccc', 'n1').rest();
    expect(told.judge(property)).toBe('failed');
  });
  test('holds with an old and a new one where a surge came to a halt', () => {
    const told = miniDaemons(1, surging(1)).pod('bbbbb', 'n1').roll('b');
    expect(told.born('ccccc', 'n1', { revision: 'b' }).rest().judge(property)).toBe('passed');
  });
  test('holds while a pod is going, or failed and waits for its back-off', () => {
    const going = miniDaemons(1).pod('bbbbb', 'n1').kill('bbbbb', 'user').rest();
    expect(going.judge(property)).toBe('passed');
    expect(miniDaemons(1).pod('bbbbb', 'n1').fail('bbbbb').rest().judge(property)).toBe('passed');
  });
  test('says nothing about nodes that are not eligible', () => {
    const told = miniDaemons(1).taint('n1', tainted('NoSchedule')).rest();
    expect(told.judge(property)).toBe('vacuous');
  });
});
