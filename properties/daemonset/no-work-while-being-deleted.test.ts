import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { noWorkWhileBeingDeleted as property } from './no-work-while-being-deleted.ts';

const going = (options = {}) =>
  miniDaemons(1, {}, options)
    .pod('bbbbb', 'n1')
    .also((trace) => trace.terminate('DaemonSet', 'log', 'user'));
const collected = (options = {}) => going(options).drop('bbbbb', 'garbage-collector');

describe('daemonset/no-work-while-being-deleted', () => {
  test('holds when its pods are collected', () => {
    expect(collected().judge(property)).toBe('passed');
  });
  test('fails when one is replaced', () => {
    expect(collected().born('ccccc', 'n1').judge(property)).toBe('failed');
  });
  test('fails when one is deleted by the controller, or the status is written', () => {
    expect(going().kill('bbbbb').judge(property)).toBe('failed');
    const written = going().also((trace) =>
      trace.change('DaemonSet', 'log', { status: { numberReady: 1 } }, 'daemonset-controller'),
    );
    expect(written.judge(property)).toBe('failed');
  });
  test('holds while the controller may not have known', () => {
    const told = collected({ stalenessMs: 4000 }).born('ccccc', 'n1');
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing of a set that stays', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').drop('bbbbb').born('ccccc', 'n1');
    expect(told.judge(property)).toBe('vacuous');
  });
});
