import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { newPodsTakeTheRightRevision as property } from './new-pods-take-the-right-revision.ts';

const status = (currentReplicas: number) => ({
  replicas: 3,
  currentRevision: 'web-a',
  updateRevision: 'web-b',
  currentReplicas,
});
/** In mid-update from a to b, with a lost pod to create again. */
const updating = (rollingUpdate?: { partition: number }, options = {}, currentReplicas = 2) =>
  miniSet(
    { updateStrategy: { type: 'RollingUpdate', ...(rollingUpdate && { rollingUpdate }) } },
    options,
  )
    .roll('b')
    .also((trace) => trace.change('StatefulSet', 'web', { status: status(currentReplicas) }));

describe('statefulset/new-pods-take-the-right-revision', () => {
  test('holds below and above the partition', () => {
    const told = updating({ partition: 1 }).born(0).born(1, { revision: 'b' });
    expect(told.judge(property)).toBe('passed');
  });
  test('fails when a pod below the partition comes back new', () => {
    expect(updating({ partition: 1 }).born(0, { revision: 'b' }).judge(property)).toBe('failed');
  });
  test('fails when a pod above the partition comes back old, however low it is', () => {
    expect(updating({ partition: 0 }).born(0).judge(property)).toBe('failed');
  });
  test('goes by the current replicas where there is no rollingUpdate', () => {
    const told = updating().born(1).born(2, { revision: 'b' });
    expect(told.judge(property)).toBe('passed');
    expect(updating().born(1, { revision: 'b' }).judge(property)).toBe('failed');
  });
  test('fails for an old pod under OnDelete', () => {
    const told = miniSet({ updateStrategy: { type: 'OnDelete' } }).roll('b').born(0);
    expect(told.judge(property)).toBe('failed');
  });
  test('holds for a partition that may still have been seen', () => {
    const told = updating({ partition: 1 }, { stalenessMs: 2_000 });
    told.change({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } });
    expect(told.born(0).judge(property)).toBe('passed');
  });
  test('says nothing about pods that others make', () => {
    expect(updating().born(0, { actor: 'user', revision: 'x' }).judge(property)).toBe('vacuous');
  });
});
