import { describe, expect, test } from 'vitest';
import { miniDaemons, surging, unavailable } from './fixture.ts';
import { updatesStayWithinMaxUnavailable as property } from './updates-stay-within-max-unavailable.ts';

const rolled = (spec = {}, options = {}) =>
  miniDaemons(3, spec, options)
    .pod('bbbbb', 'n1')
    .pod('ccccc', 'n2')
    .pod('ddddd', 'n3')
    .wait(60_000)
    .roll('b');

describe('daemonset/updates-stay-within-max-unavailable', () => {
  test('holds for one at a time', () => {
    const told = rolled().drop('bbbbb').pod('fffff', 'n1', { revision: 'b' }).kill('ccccc');
    expect(told.judge(property)).toBe('passed');
  });
  test('fails for a second one while the first is down', () => {
    expect(rolled().kill('bbbbb').kill('ccccc').judge(property)).toBe('failed');
  });
  test('fails while a new pod is not available for long enough', () => {
    const told = rolled({ minReadySeconds: 10 }).drop('bbbbb');
    told.pod('fffff', 'n1', { revision: 'b' }).kill('ccccc');
    expect(told.judge(property)).toBe('failed');
  });
  test('fails when another old pod that is down was not counted', () => {
    expect(rolled().unready('ddddd').kill('ccccc').judge(property)).toBe('failed');
  });
  test('rounds percentages up: 34 % of three are two', () => {
    const two = () => rolled(unavailable('34%')).kill('bbbbb').kill('ccccc');
    expect(two().judge(property)).toBe('passed');
    expect(two().kill('ddddd').judge(property)).toBe('failed');
  });
  test('fails for a batch that is too large for every view', () => {
    const told = rolled({}, { stalenessMs: 60_000 }).wait(60_000).kill('bbbbb').kill('ccccc');
    expect(told.judge(property)).toBe('failed');
  });
  test('holds when the bound that allowed it may still have been seen', () => {
    const told = rolled(unavailable(2), { stalenessMs: 2_000 }).kill('bbbbb');
    expect(told.change(unavailable(1)).kill('ccccc').judge(property)).toBe('passed');
  });
  test('fails for pods of the present template', () => {
    const told = miniDaemons(1).pod('bbbbb', 'n1').wait(60_000).kill('bbbbb');
    expect(told.trace.judge(property)).toMatchObject({
      status: 'failed',
      violation: {
        message: 'log-bbbbb was deleted although no update may take it, and it is available',
        observed: 'RollingUpdate; log-bbbbb at a',
      },
    });
  });
  test('says how many were unavailable when there was no room', () => {
    expect(rolled().kill('bbbbb').kill('ccccc').trace.judge(property)).toMatchObject({
      violation: {
        message: 'log-ccccc was deleted for an update although it is available',
        expected: 'at most 1 of 3 nodes unavailable',
        observed: '1 unavailable before this deletion',
      },
    });
  });
  test('says nothing of pods that are not available, while surging, and of other deletions', () => {
    expect(rolled().unready('bbbbb').unready('ccccc').kill('bbbbb').judge(property)).toBe(
      'vacuous',
    );
    expect(rolled(surging(1)).kill('bbbbb').kill('ccccc').judge(property)).toBe('vacuous');
    expect(rolled().kill('bbbbb', 'user').judge(property)).toBe('vacuous');
  });
});
