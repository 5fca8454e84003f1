import { describe, expect, test } from 'vitest';
import type { IntOrString } from '../../../../specs/kubernetes.ts';
import { deployment, replicaSet, workbench } from '../replicaset/fixture.ts';
import { maxSurgeOf, maxUnavailableOf, minAvailableOf, nextSizeOfNew } from './bounds.ts';

function sized(replicas: number, maxSurge: IntOrString, maxUnavailable: IntOrString) {
  const rollingUpdate = { maxSurge, maxUnavailable };
  const strategy = { type: 'RollingUpdate', rollingUpdate } as const;
  return workbench().create(deployment({ replicas, strategy }));
}

describe('DEP-SURGE-003: fence posts', () => {
  test.each<[number, IntOrString, IntOrString, number, number]>([
    [1, '25%', '25%', 1, 0],
    [3, '25%', '25%', 1, 0],
    [4, '25%', '25%', 1, 1],
    [10, '25%', '25%', 3, 2],
    [2, 0, '1%', 0, 1],
    [2, 0, 7, 0, 2],
    [5, '300%', '100%', 15, 5],
    [0, '25%', '25%', 0, 0],
  ])('%i replicas, %s and %s: %i and %i', (replicas, maxSurge, maxUnavailable, up, down) => {
    const sample = sized(replicas, maxSurge, maxUnavailable);
    expect([maxSurgeOf(sample), maxUnavailableOf(sample)]).toEqual([up, down]);
    expect(minAvailableOf(sample)).toBe(replicas - down);
  });

  test('Recreate has neither', () => {
    const sample = workbench().create(deployment({ strategy: { type: 'Recreate' } }));
    expect([maxSurgeOf(sample), maxUnavailableOf(sample)]).toEqual([0, 0]);
    expect(minAvailableOf(sample)).toBe(3);
  });
});

describe('DEP-SURGE-001: the next size of the new ReplicaSet', () => {
  const declared = (replicas: number) => workbench().create(replicaSet({ replicas }));

  test.each([
    ['takes the room that is left', 10, 4, [8, 0], 5],
    ['takes no more than it needs', 10, 4, [2, 9], 10],
    ['stays when there is no room', 10, 3, [10, 3], 3],
    ['stays when there is less than none', 4, 1, [10, 2], 2],
  ] as const)('%s', (_, replicas, surge, [old, size], expected) => {
    const sets = [declared(old), declared(size)];
    expect(nextSizeOfNew(sized(replicas, surge - 1, 1), size, sets)).toBe(expected);
  });

  test('DEP-RS-004: under Recreate it is the full size', () => {
    const sample = workbench().create(deployment({ strategy: { type: 'Recreate' } }));
    expect(nextSizeOfNew(sample, 0, [declared(9)])).toBe(3);
  });
});
