import { describe, expect, test } from 'vitest';
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import { deployment, replicaSet, workbench } from '../replicaset/fixture.ts';
import { shareOut } from './scaling.ts';

/** A ReplicaSet in use that was scaled last when the Deployment might have `max` pods. */
function sized(replicas: number, max: number | undefined, age = 0): ReplicaSet {
  const bench = workbench();
  const set = bench.create(replicaSet({ replicas }));
  const annotation = 'deployment.kubernetes.io/max-replicas';
  const annotations = max === undefined ? {} : { [annotation]: String(max) };
  const creationTimestamp = `2026-01-01T00:00:0${9 - age}Z`;
  return { ...set, metadata: { ...set.metadata, annotations, creationTimestamp } };
}

function sizesOf(
  spec: Partial<Deployment['spec']>,
  inUse: readonly ReplicaSet[],
  reportedReplicas = 0,
) {
  const created = workbench().create(deployment(spec));
  const status = { replicas: reportedReplicas };
  const shares = shareOut({ ...created, status }, inUse);
  return inUse.map((set) => shares.find((share) => share.set === set)?.size);
}

const strategy = (maxSurge: number) =>
  ({ type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable: 1 } }) as const;

describe('DEP-SCALE-002: proportional scaling', () => {
  test.each<[string, number, number, readonly (readonly [number, number])[], readonly number[]]>([
    ['grows in proportion', 30, 3, [[8, 13], [5, 13]], [20, 13]],
    ['shrinks in proportion', 5, 3, [[8, 13], [5, 13]], [5, 3]],
    ['gives what rounding leaves to the largest', 4, 1, [[5, 12], [4, 12], [2, 12]], [2, 2, 1]],
    ['never gives more than is missing', 11, 0, [[5, 10], [5, 10]], [5, 6]],
    ['takes everything at size 0', 0, 3, [[8, 13], [5, 13]], [0, 0]],
    ['may shrink one while growing in sum', 10, 2, [[9, 20], [1, 10]], [11, 1]],
    ['moves nothing when nothing is missing', 10, 3, [[8, 99], [5, 99]], [8, 5]],
  ])('%s', (_, replicas, surge, sets, expected) => {
    const inUse = sets.map(([size, max], index) => sized(size, max, sets.length - index));
    expect(sizesOf({ replicas, strategy: strategy(surge) }, inUse)).toEqual(expected);
  });

  test('of equal sizes the newer one grows first, the older one shrinks first', () => {
    const [older, newer] = [sized(2, 4, 2), sized(2, 4, 1)];
    expect(sizesOf({ replicas: 5, strategy: strategy(0) }, [older, newer])).toEqual([2, 3]);
    expect(sizesOf({ replicas: 3, strategy: strategy(0) }, [older, newer])).toEqual([1, 2]);
  });

  test('without the annotation the reported size stands in, and without that nothing moves', () => {
    const sets = [sized(4, undefined, 2), sized(2, 0, 1)];
    expect(sizesOf({ replicas: 12, strategy: strategy(0) }, sets, 6)).toEqual([8, 4]);
    expect(sizesOf({ replicas: 12, strategy: strategy(0) }, sets, 0)).toEqual([10, 2]);
  });
});
