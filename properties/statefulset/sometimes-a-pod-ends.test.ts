import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { sometimesAPodEnds as property } from './sometimes-a-pod-ends.ts';

const two = () => miniSet({ replicas: 2 }).pods([0, 1]);

test('is seen when a wanted pod fails', () => {
  expect(two().fail(1).judge(property)).toBe('passed');
});

test('is seen when a wanted pod succeeds', () => {
  const told = two().also((trace) =>
    trace.change('Pod', 'web-0', { status: { phase: 'Succeeded' } }, 'kubelet'),
  );
  expect(told.judge(property)).toBe('passed');
});

test('is not seen when a pod is only unready, or deleted', () => {
  expect(two().unready(1).judge(property)).toBe('vacuous');
  expect(two().drop(1, 'user').judge(property)).toBe('vacuous');
});

test('is not seen when the pod was terminating by then', () => {
  expect(two().kill(1).fail(1).judge(property)).toBe('vacuous');
});

test('is not seen when the set does not want the pod any more', () => {
  expect(two().change({ replicas: 1 }).fail(1).judge(property)).toBe('vacuous');
});

test('is not seen when a pod that ended before is wanted again', () => {
  const told = two().change({ replicas: 1 }).fail(1).change({ replicas: 2 });
  expect(told.fail(1).judge(property)).toBe('vacuous');
});

test('is not seen with a pod without an owner, nor without an ordinal', () => {
  const orphan = miniSet().pod(0, { isOrphan: true }).fail(0);
  expect(orphan.judge(property)).toBe('vacuous');
  const nameless = miniSet().born(0, { name: 'web-first' });
  nameless.also((trace) =>
    trace.change('Pod', 'web-first', { status: { phase: 'Failed' } }, 'kubelet'),
  );
  expect(nameless.judge(property)).toBe('vacuous');
});

test('is not seen once the set is going, or gone', () => {
  const going = two().also((trace) => trace.terminate('StatefulSet', 'web', 'user'));
  expect(going.fail(1).judge(property)).toBe('vacuous');
  const told = two().also((trace) => trace.remove('StatefulSet', 'web', 'user'));
  expect(told.fail(1).judge(property)).toBe('vacuous');
});
