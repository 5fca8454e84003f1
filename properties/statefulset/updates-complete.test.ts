import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { updatesComplete as property } from './updates-complete.ts';

const old = (spec = {}) => miniSet({ replicas: 2, ...spec }).pods([0, 1]);

describe('statefulset/updates-complete', () => {
  test('holds when every pod is new', () => {
    const told = old().roll('b').drop(1).pod(1, { revision: 'b' });
    expect(told.drop(0).pod(0, { revision: 'b' }).rest().judge(property)).toBe('passed');
  });
  test('fails when an old pod is left', () => {
    expect(old().roll('b').drop(1).pod(1, { revision: 'b' }).rest().judge(property)).toBe('failed');
  });
  test('fails for a pod that is only labelled as new', () => {
    const told = miniSet({ replicas: 1 }).pod(0).roll('b').drop(0);
    expect(told.pod(0, { revision: 'b', image: 'mini:a' }).rest().judge(property)).toBe('failed');
  });
  test('holds when only pods below the partition are old', () => {
    const rollingUpdate = { partition: 1 };
    const told = old({ updateStrategy: { type: 'RollingUpdate', rollingUpdate } }).roll('b');
    expect(told.drop(1).pod(1, { revision: 'b' }).rest().judge(property)).toBe('passed');
  });
  test('holds when an updated pod of a Parallel set does not come up', () => {
    const told = old({ podManagementPolicy: 'Parallel' }).roll('b').drop(1);
    expect(told.born(1, { revision: 'b' }).rest().judge(property)).toBe('passed');
  });
  test('with a budget a Parallel set is judged since 1.37 only', () => {
    const rollingUpdate = { partition: 0, maxUnavailable: 1 };
    const spec = {
      replicas: 2,
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate },
    } as const;
    const told = (version: string) => {
      const features = { MaxUnavailableStatefulSet: true };
      return miniSet(spec, { version, features }).pods([0, 1]);
    };
    expect(told('1.36').unready(0).roll('b').rest().judge(property)).toBe('vacuous');
    expect(told('1.37').unready(0).roll('b').rest().judge(property)).toBe('failed');
    const stuck = told('1.37').roll('b').drop(1).born(1, { revision: 'b' });
    expect(stuck.rest().judge(property)).toBe('passed');
    const halfway = () => told('1.37').roll('b').drop(1).pod(1, { revision: 'b' });
    expect(halfway().rest().judge(property)).toBe('failed');
    const done = halfway().drop(0).pod(0, { revision: 'b' });
    expect(done.rest().judge(property)).toBe('passed');
  });
  test('says nothing under OnDelete, and while an ordered set waits for a pod', () => {
    const onDelete = old({ updateStrategy: { type: 'OnDelete' } }).roll('b').rest();
    expect(onDelete.judge(property)).toBe('vacuous');
    expect(old().unready(0).roll('b').rest().judge(property)).toBe('vacuous');
  });
});
