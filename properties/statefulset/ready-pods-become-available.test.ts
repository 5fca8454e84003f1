import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { readyPodsBecomeAvailable as property } from './ready-pods-become-available.ts';

const settled = (availableReplicas: number, minReadySeconds = 5) =>
  miniSet({ minReadySeconds })
    .pods([0, 1])
    .unready(1)
    .also((trace) => trace.change('StatefulSet', 'web', { status: { availableReplicas } }))
    .rest();

describe('statefulset/ready-pods-become-available', () => {
  test('holds when every ready pod is available', () => {
    expect(settled(1).judge(property)).toBe('passed');
  });
  test('fails when nobody looked again', () => {
    expect(settled(0).judge(property)).toBe('failed');
  });
  test('says nothing without minReadySeconds, or without ready pods', () => {
    expect(settled(0, 0).judge(property)).toBe('vacuous');
    expect(miniSet({ minReadySeconds: 5 }).born(0).rest().judge(property)).toBe('vacuous');
  });
});
