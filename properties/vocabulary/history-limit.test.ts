import { describe, expect, test } from 'vitest';
import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import {
  areNumbered,
  beyondHistoryLimit,
  isDoneWith,
  isReportedComplete,
} from './history-limit.ts';

const revision = 'deployment.kubernetes.io/revision';
const template = (image: string) => ({ spec: { containers: [{ name: 'main', image }] } });

/** A ReplicaSet with a revision number, born that many seconds after the others. */
function set(name: string, number?: string, born = 0, metadata: object = {}): ReplicaSet {
  const annotations = number === undefined ? {} : { [revision]: number };
  return drawUp('ReplicaSet', name, name, born * 1000, {
    metadata: { annotations, ...metadata },
    spec: { replicas: 0, template: template(name) },
  });
}

const deployment = (revisionHistoryLimit?: number) =>
  drawUp('Deployment', 'web', 'web', 0, { spec: { template: template('new'), revisionHistoryLimit } });
const beyond = (limit: number | undefined, ...sets: readonly ReplicaSet[]) =>
  beyondHistoryLimit(deployment(limit), sets).map(({ metadata }) => metadata.name);

describe('beyond the limit', () => {
  test('are the lowest revisions, by number and not as text', () => {
    expect(beyond(1, set('a', '10'), set('b', '9'), set('c', '2'))).toEqual(['c', 'b']);
    expect(beyond(2, set('a', '10'), set('b', '9'), set('c', '2'))).toEqual(['c']);
  });
  test('is nothing where there is no excess, or no limit', () => {
    expect(beyond(3, set('a', '1'), set('b', '2'))).toEqual([]);
    expect(beyond(2, set('a', '1'), set('b', '2'))).toEqual([]);
    expect(beyond(2_147_483_647, set('a', '1'))).toEqual([]);
    expect(beyond(undefined, set('a', '1'))).toEqual([]);
  });
  test('is neither the new ReplicaSet nor one that is going already', () => {
    expect(beyond(0, set('new', '1'), set('a', '2'))).toEqual(['a']);
    const going = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    expect(beyond(1, set('a', '1', 0, going), set('b', '2'))).toEqual([]);
  });
  test('are the oldest where numbers are missing or the same', () => {
    expect(beyond(1, set('a', '4', 9), set('b', '4', 3))).toEqual(['b']);
    expect(beyond(1, set('a', 'x', 9), set('b', '1', 3))).toEqual(['b']);
    expect(beyond(1, set('a', '1', 9), set('b', 'x', 3))).toEqual(['b']);
    expect(beyond(1, set('a', 'x', 3), set('b', '1', 9))).toEqual(['a']);
    expect(beyond(1, set('a', '1', 3), set('b', 'x', 9))).toEqual(['a']);
    expect(beyond(1, set('a', '1'), set('b'))).toEqual(['b']);
  });
});

test('revisions have numbers, or count as none', () => {
  expect(areNumbered([set('a', '1'), set('b', '12'), set('c')])).toBe(true);
  expect(areNumbered([set('a', '1'), set('b', 'x')])).toBe(false);
  expect(['x1', '1x', '', '-1'].map((each) => areNumbered([set('a', each)]))).toEqual(
    Array(4).fill(false),
  );
  const bare = { ...set('a'), metadata: { name: 'a', uid: 'a' } } as unknown as ReplicaSet;
  expect(areNumbered([bare])).toBe(true);
});

test('a ReplicaSet is done with when it has no pods, is to have none, and knows', () => {
  const done = (spec: object, status: object, metadata: object = {}) =>
    isDoneWith(drawUp('ReplicaSet', 'a', 'a', 0, { spec, status, metadata }));
  const observed = { observedGeneration: 1 };
  expect(done({ replicas: 0 }, { replicas: 0, ...observed })).toBe(true);
  expect(done({ replicas: 1 }, { replicas: 0, ...observed })).toBe(false);
  expect(done({ replicas: 0 }, { replicas: 1, ...observed })).toBe(false);
  expect(done({ replicas: 0 }, { replicas: 0 })).toBe(false);
  expect(done({ replicas: 0 }, { replicas: 0, ...observed }, { generation: 2 })).toBe(false);
  expect(done({ replicas: 0 }, { replicas: 0, observedGeneration: 3 })).toBe(true);
});

test('a rollout is reported complete by three counts of an observed generation', () => {
  const told = (status: object) =>
    isReportedComplete(drawUp('Deployment', 'web', 'web', 0, { spec: { replicas: 3 }, status }));
  const full = { replicas: 3, updatedReplicas: 3, availableReplicas: 3, observedGeneration: 1 };
  expect(told(full)).toBe(true);
  expect(told({ ...full, observedGeneration: 2 })).toBe(true);
  expect(told({ ...full, observedGeneration: 0 })).toBe(false);
  expect(told({ ...full, observedGeneration: undefined })).toBe(false);
  expect(told({ ...full, replicas: 4 })).toBe(false);
  expect(told({ ...full, updatedReplicas: 2 })).toBe(false);
  expect(told({ ...full, availableReplicas: undefined })).toBe(false);
});
