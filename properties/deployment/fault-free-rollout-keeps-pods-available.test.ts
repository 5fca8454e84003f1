import { describe, expect, test } from 'vitest';
import { ownedByObject } from '../fixture.ts';
import { miniTrace, podName, setName } from './fixture.ts';
import { faultFreeRolloutKeepsPodsAvailable as property } from './fault-free-rollout-keeps-pods-available.ts';

const by = 'replicaset-controller';

/** 4 replicas, all available, 3 must stay so; revision b is being rolled out. */
const rolling = () => {
  const told = miniTrace({ stalenessMs: 2000 }).deployment({ replicas: 4 });
  told.set('a', { replicas: 4, desired: 4, max: 5 }).pods('a', 4).report('a', { available: 4 });
  told.observed().wait(60_000).roll('b').set('b', { replicas: 1, desired: 4, max: 5 });
  return told.pods('b', 1, 'pending').resize('a', 3);
};

describe('deployment/fault-free-rollout-keeps-pods-available', () => {
  test('holds while enough are left', () => {
    const told = rolling().also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when too many are given up', () => {
    const told = rolling().also((trace) => trace.terminate('Pod', podName('a', 1), by));
    told.also((trace) => trace.terminate('Pod', podName('a', 2), by));
    expect(told.judge(property)).toBe('failed');
  });

  test('says nothing after a fault', () => {
    const target = { kind: 'Pod' as const, of: 'web', pick: 2 };
    const told = rolling().also((trace) => trace.fault({ fault: 'PodDeleted', target }));
    told.also((trace) => trace.terminate('Pod', podName('a', 3), 'fault'));
    told.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('vacuous');
  });

  test('says nothing once a pod has lost readiness by itself', () => {
    const told = rolling();
    const unready = { status: { conditions: [{ type: 'Ready', status: 'False' }] } } as const;
    told.also((trace) => trace.change('Pod', podName('a', 3), unready, 'kubelet'));
    told.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('vacuous');
  });

  test('says nothing when the spec changes again, or the start was not complete', () => {
    const told = rolling().change({ replicas: 5 });
    told.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('vacuous');
    const incomplete = miniTrace({ stalenessMs: 2000 })
      .deployment()
      .set('a')
      .pods('a', 2)
      .observed();
    incomplete.wait(60_000).roll('b').set('b', { replicas: 1 }).resize('a', 2);
    incomplete.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(incomplete.judge(property)).toBe('vacuous');
  });

  test('says nothing once a ReplicaSet has adopted a pod', () => {
    const told = rolling().also((trace) => {
      const uid = trace.uidOf('ReplicaSet', setName('b'));
      const ownerReferences = ownedByObject('ReplicaSet', setName('b'), uid);
      trace.add('Pod', 'stray', {}, 'user');
      trace.change('Pod', 'stray', { metadata: { ownerReferences } }, by);
    });
    told.also((trace) => trace.terminate('Pod', podName('a', 1), by));
    expect(told.judge(property)).toBe('vacuous');
  });
});
