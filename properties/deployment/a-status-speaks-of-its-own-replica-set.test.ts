import { describe, expect, test } from 'vitest';
import { miniTrace } from '../fixture.ts';
import {
  aStatusSpeaksOfItsOwnReplicaSet as property,
} from './a-status-speaks-of-its-own-replica-set.ts';

const scaledTwice = () => {
  const told = miniTrace().add('ReplicaSet', 'web');
  told.change('ReplicaSet', 'web', { metadata: { generation: 3 } });
  return told.change('ReplicaSet', 'web', { status: { replicas: 3, observedGeneration: 3 } });
};
const recreated = () => scaledTwice().remove('ReplicaSet', 'web', 'user').add('ReplicaSet', 'web');

describe('deployment/a-status-speaks-of-its-own-replica-set', () => {
  test('holds when the new one reports what it has had', () => {
    const told = recreated();
    told.change('ReplicaSet', 'web', { status: { replicas: 0, observedGeneration: 1 } });
    expect(told.judge(property).status).toBe('passed');
  });

  test('fails when the new one reports what the former has had', () => {
    const told = recreated();
    told.change('ReplicaSet', 'web', { status: { replicas: 3, observedGeneration: 3 } });
    expect(told.judge(property)).toMatchObject({
      status: 'failed',
      violation: { observed: 'observedGeneration 3, replicas 3' },
    });
  });

  test('says nothing of names that had one owner, and before anything is reported', () => {
    expect(scaledTwice().judge(property).status).toBe('vacuous');
    expect(recreated().judge(property).status).toBe('vacuous');
  });
});
