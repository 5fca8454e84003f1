import { describe, expect, test } from 'vitest';
import { miniTrace, podName } from './fixture.ts';
import { recreateWithholdsTheNewReplicaSet as property } from './recreate-withholds-the-new-replica-set.ts';

describe('deployment/recreate-withholds-the-new-replica-set', () => {
  const draining = () => {
    const told = miniTrace().deployment({ replicas: 1, strategy: { type: 'Recreate' } });
    told.set('a', { replicas: 1, desired: 1, max: 1 }).pods('a', 1).wait(60_000);
    return told.roll('b').resize('a', 0).wait(1000);
  };
  const remove = () => draining().also((trace) => trace.remove('Pod', podName('a', 1)));

  test('holds when the old pods are gone', () => {
    expect(remove().wait(1000).set('b', { replicas: 1 }).judge(property)).toBe('passed');
  });

  test('fails while one is terminating, even for an empty one', () => {
    const told = draining().also((trace) => trace.terminate('Pod', podName('a', 1)));
    expect(told.wait(1000).set('b', { replicas: 0 }).judge(property)).toBe('failed');
  });

  test('says nothing while a rollback by annotation is under way', () => {
    const told = draining().also((trace) => {
      const annotations = { 'deprecated.deployment.rollback.to': '1' };
      trace.change('Deployment', 'web', { metadata: { annotations } }, 'user');
    });
    expect(told.wait(1000).set('b', { replicas: 1 }).judge(property)).toBe('vacuous');
  });

  test('says nothing of a rolling update and of the first ReplicaSet', () => {
    const first = miniTrace().deployment({ strategy: { type: 'Recreate' } }).set('a');
    expect(first.judge(property)).toBe('vacuous');
    const rolling = miniTrace().deployment().set('a').pods('a', 3).wait(60_000).roll('b');
    expect(rolling.set('b', { replicas: 1 }).judge(property)).toBe('vacuous');
  });
});
