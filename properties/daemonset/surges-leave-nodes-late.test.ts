import { describe, expect, test } from 'vitest';
import { miniDaemons, surging, tainted, unavailable } from './fixture.ts';
import { surgesLeaveNodesLate as property } from './surges-leave-nodes-late.ts';

/** n1 takes no new pods any more; its pod is old. */
const leaving = (spec: object = surging(1), options = {}) =>
  miniDaemons(3, spec, options)
    .pod('bbbbb', 'n1')
    .pod('ccccc', 'n2')
    .wait(10_000)
    .taint('n1', tainted('NoSchedule'))
    .roll('b');

describe('daemonset/surges-leave-nodes-late', () => {
  test('holds when the others are available', () => {
    expect(leaving().pod('ddddd', 'n3').kill('bbbbb').judge(property)).toBe('passed');
  });
  test('fails while one of them is not', () => {
    expect(leaving().kill('bbbbb').judge(property)).toBe('failed');
    expect(leaving().born('ddddd', 'n3').kill('bbbbb').judge(property)).toBe('failed');
  });
  test('fails for a batch that is larger than what is spare', () => {
    const told = leaving(surging(1), { stalenessMs: 60_000 })
      .taint('n2', tainted('NoSchedule'))
      .wait(70_000)
      .kill('bbbbb')
      .kill('ccccc');
    expect(told.judge(property)).toBe('failed');
  });
  test('holds when the node may still have been seen as lost', () => {
    const told = leaving(surging(1), { stalenessMs: 3000 }).taint('n1', tainted('NoExecute'));
    expect(told.taint('n1', tainted('NoSchedule')).kill('bbbbb').judge(property)).toBe('passed');
  });
  test('says nothing without surge, of pods that are down, and of users', () => {
    expect(leaving(unavailable(1)).kill('bbbbb').judge(property)).toBe('vacuous');
    expect(leaving().unready('bbbbb').kill('bbbbb').judge(property)).toBe('vacuous');
    expect(leaving().kill('bbbbb', 'user').judge(property)).toBe('vacuous');
  });
});
