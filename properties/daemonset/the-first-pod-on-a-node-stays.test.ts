import { describe, expect, test } from 'vitest';
import { miniDaemons, surging } from './fixture.ts';
import { theFirstPodOnANodeStays as property } from './the-first-pod-on-a-node-stays.ts';

const two = (spec = {}, options = {}) =>
  miniDaemons(1, spec, options).pod('bbbbb', 'n1').pod('ccccc', 'n1').wait(10_000);

describe('daemonset/the-first-pod-on-a-node-stays', () => {
  test('holds when the younger one goes', () => {
    expect(two().kill('ccccc').judge(property)).toBe('passed');
  });
  test('fails when the older one goes', () => {
    expect(two().kill('bbbbb').judge(property)).toBe('failed');
  });
  test('holds when the older one is not bound', () => {
    const told = miniDaemons(1).born('bbbbb', 'n1').pod('ccccc', 'n1').kill('bbbbb');
    expect(told.judge(property)).toBe('passed');
  });
  test('holds when the older one is due for an update', () => {
    expect(two().roll('b').kill('bbbbb').judge(property)).toBe('passed');
  });
  test('says nothing of single pods, while surging, and of deletions by others', () => {
    expect(miniDaemons(1).pod('bbbbb', 'n1').kill('bbbbb').judge(property)).toBe('vacuous');
    expect(two(surging(1)).kill('bbbbb').judge(property)).toBe('vacuous');
    expect(two().kill('bbbbb', 'fault').judge(property)).toBe('vacuous');
  });
});
