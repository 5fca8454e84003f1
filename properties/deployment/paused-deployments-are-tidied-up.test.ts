import { describe, expect, test } from 'vitest';
import { miniTrace, setName } from './fixture.ts';
import { pausedDeploymentsAreTidiedUp as property } from './paused-deployments-are-tidied-up.ts';

/** Revisions 1 and 2 are old, 3 is the new one. */
const resting = (limit: number, sizes: readonly [number, number], paused = true) => {
  const told = miniTrace().deployment({ revisionHistoryLimit: limit, paused });
  told.set('a', { replicas: sizes[0] }).set('b', { replicas: sizes[1] }).roll('c').set('c');
  for (const [index, revision] of (['a', 'b', 'c'] as const).entries()) {
    const annotations = { 'deployment.kubernetes.io/revision': `${index + 1}` };
    const sketch = { metadata: { annotations } };
    told.also((trace) => trace.change('ReplicaSet', setName(revision), sketch));
  }
  return told.also((trace) => trace.rest()).judge(property);
};

describe('deployment/paused-deployments-are-tidied-up', () => {
  test('holds within the limit', () => {
    expect(resting(2, [0, 0])).toBe('passed');
  });

  test('fails beyond it', () => {
    expect(resting(1, [0, 0])).toBe('failed');
    expect(resting(0, [2, 0])).toBe('failed');
  });

  test('lets one in use keep its place, and the next one stay', () => {
    expect(resting(1, [2, 0])).toBe('passed');
  });

  test('says nothing outside a pause, of one ReplicaSet, and without revisions', () => {
    expect(resting(1, [0, 0], false)).toBe('vacuous');
    const one = miniTrace().deployment({ paused: true, revisionHistoryLimit: 0 }).set('a');
    expect(one.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
    const told = miniTrace().deployment({ paused: true, revisionHistoryLimit: 0 });
    told.set('a', { replicas: 0 }).roll('b');
    expect(told.also((trace) => trace.rest()).judge(property)).toBe('vacuous');
  });
});
