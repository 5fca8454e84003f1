import { describe, expect, test } from 'vitest';
import {
  aSettledStatusCountsPodsByRevision as property,
} from './a-settled-status-counts-pods-by-revision.ts';
import { miniSet } from './fixture.ts';

const inMidUpdate = (currentReplicas: number, updatedReplicas: number) =>
  miniSet({ updateStrategy: { type: 'OnDelete' } })
    .pods([0, 1])
    .roll('b')
    .pod(2, { revision: 'b' })
    .also((trace) => {
      const revisions = { currentRevision: 'web-a', updateRevision: 'web-b' };
      const status = { replicas: 3, currentReplicas, updatedReplicas, ...revisions };
      trace.change('StatefulSet', 'web', { status });
    });

describe('statefulset/a-settled-status-counts-pods-by-revision', () => {
  test('holds when it goes by the labels', () => {
    expect(inMidUpdate(2, 1).rest().judge(property)).toBe('passed');
  });
  test('fails when a terminating pod counts', () => {
    expect(inMidUpdate(2, 1).kill(0).rest().judge(property)).toBe('failed');
    expect(inMidUpdate(1, 1).kill(0).rest().judge(property)).toBe('passed');
  });
  test('fails when it counts the wrong revision', () => {
    expect(inMidUpdate(1, 2).rest().judge(property)).toBe('failed');
  });
  test('says nothing before there are revisions', () => {
    expect(miniSet().pod(0).rest().judge(property)).toBe('vacuous');
  });
});
