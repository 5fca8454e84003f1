import { describe, expect, test } from 'vitest';
import { miniSet, templateOf } from './fixture.ts';
import { updatesDescendOneByOne as property } from './updates-descend-one-by-one.ts';

const rolled = (spec = {}, options = {}) => miniSet(spec, options).pods([0, 1, 2]).roll('b');
const partitioned = (partition: number) =>
  ({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition } } }) as const;

describe('statefulset/updates-descend-one-by-one', () => {
  test('holds from the top down, each one up before the next', () => {
    const told = rolled().drop(2).pod(2, { revision: 'b' }).drop(1).pod(1, { revision: 'b' });
    expect(told.drop(0).judge(property)).toBe('passed');
  });
  test('fails from the bottom up', () => {
    expect(rolled().kill(0).judge(property)).toBe('failed');
  });
  test('fails when the higher one is not Ready yet', () => {
    expect(rolled().drop(2).born(2, { revision: 'b' }).kill(1).judge(property)).toBe('failed');
  });
  test('fails below the partition, which counts from the start', () => {
    expect(rolled(partitioned(2)).drop(2).pod(2, { revision: 'b' }).kill(1).judge(property)).toBe(
      'failed',
    );
    const shifted = miniSet({ ...partitioned(1), ordinals: { start: 3 }, replicas: 2 });
    shifted.pods([3, 4]).roll('b').drop(4).pod(4, { revision: 'b' });
    expect(shifted.kill(3).judge(property)).toBe('failed');
  });
  test('fails for a pod of the present template, and without any update', () => {
    expect(miniSet({ replicas: 1 }).pod(0).kill(0).judge(property)).toBe('failed');
  });
  test('fails under OnDelete', () => {
    expect(rolled({ updateStrategy: { type: 'OnDelete' } }).kill(2).judge(property)).toBe('failed');
  });
  test('holds for a former pod of that name, since pods are deleted by name', () => {
    const told = rolled({}, { stalenessMs: 60_000 }).drop(2).pod(2, { revision: 'b' }).kill(2);
    expect(told.judge(property)).toBe('passed');
  });
  test('holds for an unhealthy old pod of a Parallel set, whatever is below', () => {
    const told = rolled({ podManagementPolicy: 'Parallel' }).unready(0).unready(2).kill(2);
    expect(told.judge(property)).toBe('passed');
  });
  test('holds for a revision of another owner that is equal, or of one that has gone', () => {
    const told = miniSet().pods([0, 1, 2]).change({ template: templateOf('x') });
    expect(told.kill(2).judge(property)).toBe('passed');
    const foreign = miniSet().pods([0, 1, 2]).change({ template: templateOf('x') });
    foreign.also((trace) => {
      const data = { spec: { template: templateOf('x') } };
      trace.add('ControllerRevision', 'web-x', { data }, 'user');
    });
    expect(foreign.drop(2).pod(2, { revision: 'x' }).drop(1).judge(property)).toBe('passed');
  });
  test('says nothing about pods that ended, and where several may go at once', () => {
    expect(rolled().fail(0).kill(0).judge(property)).toBe('vacuous');
    const features = { MaxUnavailableStatefulSet: true };
    expect(rolled({}, { features }).kill(0).judge(property)).toBe('unsupported');
  });
});
