import { expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  sometimesAPodIsLostInMidUpdate as property,
} from './sometimes-a-pod-is-lost-in-mid-update.ts';

const rolled = () => miniSet({ replicas: 2 }).pods([0, 1]).roll('b');
const halfway = () => rolled().drop(1).pod(1, { revision: 'b' });

test('is seen when somebody deletes a pod, old or new', () => {
  expect(halfway().judge(property)).toBe('vacuous');
  expect(halfway().kill(0, 'user').judge(property)).toBe('passed');
  expect(halfway().kill(1, 'user').judge(property)).toBe('passed');
});

test('is seen when a pod goes at once', () => {
  expect(halfway().gone(0, 'user').judge(property)).toBe('passed');
});

test('is not seen when the controller deletes the pod, which then goes', () => {
  expect(halfway().drop(0).judge(property)).toBe('vacuous');
});

test('is not seen when the pod is only unready', () => {
  expect(halfway().unready(0).judge(property)).toBe('vacuous');
});

test('is not seen before the first pod is new, nor after the last', () => {
  expect(rolled().kill(0, 'user').judge(property)).toBe('vacuous');
  const updated = halfway().drop(0).pod(0, { revision: 'b' });
  expect(updated.kill(0, 'user').judge(property)).toBe('vacuous');
});

test('is not seen when the lost pod, or the one of another revision, is not of the set', () => {
  const lost = halfway().pod(2, { isOrphan: true }).kill(2, 'user');
  expect(lost.judge(property)).toBe('vacuous');
  const beside = rolled().pod(2, { isOrphan: true, revision: 'b' }).kill(0, 'user');
  expect(beside.judge(property)).toBe('vacuous');
});

test('is not seen when the set is going, or gone', () => {
  const going = halfway().also((trace) => trace.terminate('StatefulSet', 'web', 'user'));
  expect(going.kill(0, 'garbage-collector').judge(property)).toBe('vacuous');
  const gone = halfway().also((trace) => trace.remove('StatefulSet', 'web', 'user'));
  expect(gone.kill(0, 'garbage-collector').judge(property)).toBe('vacuous');
});

test('is not seen when the lost pod, or the one of another revision, is not wanted', () => {
  const shrunk = miniSet({ replicas: 3 }).pods([0, 1, 2]).roll('b').drop(1);
  shrunk.pod(1, { revision: 'b' }).change({ replicas: 2 });
  expect(shrunk.kill(2, 'user').judge(property)).toBe('vacuous');
  const beside = miniSet({ replicas: 3 }).pods([0, 1, 2]).roll('b').drop(2);
  beside.pod(2, { revision: 'b' }).change({ replicas: 2 });
  expect(beside.kill(0, 'user').judge(property)).toBe('vacuous');
});

test('is not seen under OnDelete, nor where the partition is all that is left', () => {
  const byHand = () => halfway().change({ updateStrategy: { type: 'OnDelete' } });
  expect(byHand().kill(0, 'user').judge(property)).toBe('vacuous');
  const rollingUpdate = { partition: 1 };
  const stopped = halfway().change({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } });
  expect(stopped.kill(0, 'user').judge(property)).toBe('vacuous');
});
