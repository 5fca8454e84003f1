import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { updatesComplete as property } from './updates-complete.ts';

const rolled = (spec = {}) =>
  miniDaemons(2, spec).pod('bbbbb', 'n1').pod('ccccc', 'n2').roll('b').drop('bbbbb');

describe('daemonset/updates-complete', () => {
  test('holds when every pod is new', () => {
    const told = rolled().pod('ddddd', 'n1', { revision: 'b' }).drop('ccccc');
    expect(told.pod('fffff', 'n2', { revision: 'b' }).rest().judge(property)).toBe('passed');
  });
  test('fails when an old pod is left although the new one is available', () => {
    const told = rolled().pod('ddddd', 'n1', { revision: 'b' }).rest();
    expect(told.judge(property)).toBe('failed');
  });
  test('holds when a broken template stopped there', () => {
    expect(rolled().born('ddddd', 'n1', { revision: 'b' }).rest().judge(property)).toBe('passed');
  });
  test('fails when an old pod that is down is left, whatever else is down', () => {
    const told = rolled().born('ddddd', 'n1', { revision: 'b' }).unready('ccccc').rest();
    expect(told.judge(property)).toBe('failed');
  });
  test('fails for a pod that is only labelled as new', () => {
    const told = rolled().pod('ddddd', 'n1', { revision: 'b' }).drop('ccccc');
    told.pod('fffff', 'n2', { revision: 'b', image: 'mini:a' }).rest();
    expect(told.trace.judge(property)).toMatchObject({
      status: 'failed',
      violation: {
        expected: 'every pod made from the template of b',
        observed: 'log-fffff at b by its label, but made from another template',
      },
    });
  });
  test('says nothing under OnDelete', () => {
    const told = rolled({ updateStrategy: { type: 'OnDelete' } }).rest();
    expect(told.judge(property)).toBe('vacuous');
  });
});
