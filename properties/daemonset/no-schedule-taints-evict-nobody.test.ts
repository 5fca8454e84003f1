import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { noScheduleTaintsEvictNobody as property } from './no-schedule-taints-evict-nobody.ts';

const tolerated = (options = {}) =>
  miniDaemons(1, {}, options).pod('bbbbb', 'n1').taint('n1', tainted('NoSchedule'));

describe('daemonset/no-schedule-taints-evict-nobody', () => {
  test('holds when the pod goes for an update or because it ended', () => {
    expect(tolerated().roll('b').kill('bbbbb').judge(property)).toBe('passed');
    expect(tolerated().fail('bbbbb').kill('bbbbb').judge(property)).toBe('passed');
  });
  test('fails when it goes for the taint alone', () => {
    expect(tolerated().kill('bbbbb').judge(property)).toBe('failed');
  });
  test('holds when it may still have been seen under a stronger taint', () => {
    const told = miniDaemons(1, {}, { stalenessMs: 2_000 }).pod('bbbbb', 'n1');
    told.taint('n1', tainted('NoExecute')).taint('n1', tainted('NoSchedule')).kill('bbbbb');
    expect(told.judge(property)).toBe('passed');
  });
  test('says nothing on other nodes, and when somebody else deletes it', () => {
    expect(miniDaemons(1).pod('bbbbb', 'n1').kill('bbbbb').judge(property)).toBe('vacuous');
    expect(tolerated().kill('bbbbb', 'user').judge(property)).toBe('vacuous');
  });
});
