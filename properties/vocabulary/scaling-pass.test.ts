import { describe, expect, test } from 'vitest';
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { drawUp } from '../sketch.ts';
import { desiredReplicasAnnotation, maxReplicasAnnotation } from './rollout.ts';
import { isScalingEvent, scalingPass } from './scaling-pass.ts';

const template = { spec: { containers: [{ name: 'main', image: 'mini:other' }] } };

/** ReplicaSets of earlier templates, each as `size` of what it was told: `desired` and `max`. */
function sets(...sizes: readonly (readonly [number, number, number])[]): readonly ReplicaSet[] {
  return sizes.map(([replicas, desired, max], index) =>
    drawUp('ReplicaSet', `web-${index}`, `uid-${index}`, index * 1000, {
      metadata: {
        annotations: {
          [desiredReplicasAnnotation]: String(desired),
          [maxReplicasAnnotation]: String(max),
        },
      },
      spec: { replicas, template },
    }),
  );
}

function deployment(replicas: number, spec: object = {}): Deployment {
  const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } };
  return drawUp('Deployment', 'web', 'uid', 0, { spec: { replicas, strategy, ...spec } });
}

const sizes = (pass: ReadonlyMap<string, number> | undefined) => pass && [...pass];

describe('a scaling pass', () => {
  test('is due when a ReplicaSet in use was told something else, or in a pause', () => {
    expect(isScalingEvent(deployment(5), sets([3, 3, 6]))).toBe(true);
    expect(isScalingEvent(deployment(3), sets([3, 3, 6]))).toBe(false);
    expect(isScalingEvent(deployment(5), sets([0, 3, 6]))).toBe(false);
    expect(scalingPass(deployment(3), sets([3, 3, 6]))).toBeUndefined();
    expect(scalingPass(deployment(3, { paused: true }), sets([2, 3, 6]))).toBeDefined();
  });

  test('gives everything to the only one in use, or to the latest of none', () => {
    expect(sizes(scalingPass(deployment(5), sets([3, 3, 6])))).toEqual([['uid-0', 5]]);
    const none = scalingPass(deployment(5, { paused: true }), sets([0, 3, 6], [0, 3, 6]));
    expect(sizes(none)).toEqual([['uid-1', 5]]);
  });

  test('shares 30 + 3 among 8 and 5 of 13, the remainder to the larger', () => {
    const pass = scalingPass(deployment(30), sets([8, 10, 13], [5, 10, 13]));
    expect(sizes(pass)).toEqual([['uid-0', 20], ['uid-1', 13]]);
  });

  test('prefers the newer of two equals when growing and the older when shrinking', () => {
    const up = scalingPass(deployment(4), sets([3, 3, 6], [3, 3, 6]));
    expect(sizes(up)).toEqual([['uid-1', 4], ['uid-0', 3]]);
    const down = scalingPass(deployment(2), sets([3, 3, 6], [3, 3, 6]));
    expect(sizes(down)).toEqual([['uid-0', 2], ['uid-1', 3]]);
  });

  test('empties them all for no replicas, and leaves them alone under Recreate', () => {
    const down = scalingPass(deployment(0), sets([3, 3, 6], [2, 3, 6]));
    expect(sizes(down)).toEqual([['uid-0', 0], ['uid-1', 0]]);
    const recreate = { strategy: { type: 'Recreate' } };
    const pass = scalingPass(deployment(1, recreate), sets([3, 3, 6], [2, 3, 6]));
    expect(sizes(pass)).toEqual([]);
  });
});
