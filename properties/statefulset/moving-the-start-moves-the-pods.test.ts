import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { movingTheStartMovesThePods as property } from './moving-the-start-moves-the-pods.ts';

const moved = () => miniSet({ replicas: 2 }).pods([0, 1]).change({ ordinals: { start: 1 } });

describe('statefulset/moving-the-start-moves-the-pods', () => {
  test('holds when exactly the new range is there', () => {
    expect(moved().pod(2).drop(0).rest().judge(property)).toBe('passed');
  });
  test('fails when a pod below the start is left', () => {
    expect(moved().pod(2).rest().judge(property)).toBe('failed');
  });
  test('fails when the new end is missing', () => {
    expect(moved().rest().judge(property)).toBe('failed');
  });
  test('says nothing while an unhealthy pod holds it up, or without a start', () => {
    expect(moved().born(2).rest().judge(property)).toBe('vacuous');
    expect(miniSet({ replicas: 1 }).pod(0).rest().judge(property)).toBe('vacuous');
  });
  test('is not supported before releases could move it', () => {
    const told = miniSet({}, { version: '1.25' }).rest();
    expect(told.judge(property)).toBe('unsupported');
  });
});
