import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { historyStaysWithinItsLimit as property } from './history-stays-within-its-limit.ts';

const statusOf = (current: string, update: string) => ({
  replicas: 1,
  currentRevision: `web-${current}`,
  updateRevision: `web-${update}`,
});
/** Revisions a, b and c, of which the status names only c, and a pod perhaps another. */
const rolled = (revisionHistoryLimit: number, ofPod = 'c', current = 'c', options = {}) =>
  miniSet({ revisionHistoryLimit, replicas: 1 }, options)
    .roll('b')
    .roll('c')
    .pod(0, { revision: ofPod })
    .also((trace) => trace.change('StatefulSet', 'web', { status: statusOf(current, 'c') }));

describe('statefulset/history-stays-within-its-limit', () => {
  test('holds when there are as many as allowed', () => {
    expect(rolled(2).rest().judge(property)).toBe('passed');
  });
  test('fails when there is one more', () => {
    expect(rolled(1).rest().judge(property)).toBe('failed');
  });
  test('holds for any number below zero, which keeps all', () => {
    expect(rolled(-1).rest().judge(property)).toBe('passed');
  });
  test('does not count what a pod or the status uses', () => {
    expect(rolled(1, 'a').rest().judge(property)).toBe('passed');
    expect(rolled(1, 'c', 'b').rest().judge(property)).toBe('passed');
    expect(rolled(0, 'a').rest().judge(property)).toBe('failed');
  });
  test('says nothing of what may not have been seen at the last look', () => {
    expect(rolled(0, 'c', 'c', { stalenessMs: 20_000 }).rest().judge(property)).toBe('vacuous');
  });
  test('says nothing when all are in use, and before it rests', () => {
    expect(rolled(0, 'a', 'b').rest().judge(property)).toBe('vacuous');
    expect(rolled(0).judge(property)).toBe('vacuous');
  });
  test('says nothing when the world did not come to rest', () => {
    const told = rolled(1).also((trace) => trace.rest(false));
    expect(told.judge(property)).toBe('vacuous');
  });
});
