import { expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import { sometimesARollbackReusesItsReplicaSet as property } from './sometimes-a-rollback-reuses-its-replica-set.ts';

const rolled = () => {
  const told = miniTrace().deployment().set('a').wait(10_000).roll('b').set('b');
  return told.resize('a', 0).wait(10_000);
};

test('is seen when the drained ReplicaSet of the older template grows', () => {
  expect(rolled().roll('a').resize('a', 1).judge(property)).toBe('passed');
});

test('is not seen in a first rollout, nor when the template is not wanted', () => {
  const first = miniTrace().deployment().set('a').roll('b').set('b', { replicas: 0 });
  expect(first.resize('b', 1).judge(property)).toBe('vacuous');
  expect(rolled().resize('a', 1).judge(property)).toBe('vacuous');
});
