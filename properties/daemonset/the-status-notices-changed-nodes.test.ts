import { describe, expect, test } from 'vitest';
import { miniDaemons, tainted } from './fixture.ts';
import { theStatusNoticesChangedNodes as property } from './the-status-notices-changed-nodes.ts';

const two = {
  desiredNumberScheduled: 2,
  currentNumberScheduled: 2,
  numberReady: 2,
  updatedNumberScheduled: 2,
};
const one = {
  desiredNumberScheduled: 1,
  currentNumberScheduled: 1,
  numberMisscheduled: 1,
  numberReady: 1,
  updatedNumberScheduled: 1,
};
const counted = (options = {}) =>
  miniDaemons(2, {}, options)
    .pod('bbbbb', 'n1')
    .pod('ccccc', 'n2')
    .also((trace) => trace.change('DaemonSet', 'log', { status: two }));
const tell = { stalenessMs: 60_000 };

describe('daemonset/the-status-notices-changed-nodes', () => {
  test('fails when the node is counted as it was', () => {
    const told = counted().taint('n2', tainted('NoSchedule'));
    expect(told.rest().judge(property)).toBe('failed');
  });
  test('holds when it is counted as it is', () => {
    const told = counted(tell).taint('n2', tainted('NoSchedule'));
    told.also((trace) => trace.change('DaemonSet', 'log', { status: one }));
    expect(told.rest().judge(property)).toBe('passed');
  });
  test('says nothing when something else made the controller look, or a node is gone', () => {
    const told = counted().taint('n2', tainted('NoSchedule')).wait(10_000).unready('bbbbb');
    expect(told.rest().judge(property)).toBe('vacuous');
    const gone = counted().taint('n2', tainted('NoSchedule')).removeNode('n1');
    expect(gone.rest().judge(property)).toBe('vacuous');
    expect(counted().taint('n2', tainted('PreferNoSchedule')).rest().judge(property)).toBe(
      'vacuous',
    );
  });
});
