import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import { scalingCompletes as property } from './scaling-completes.ts';

const scaled = () => miniSet().pods([0, 1, 2]).change({ replicas: 1 });

describe('statefulset/scaling-completes', () => {
  test('holds when only wanted pods are left', () => {
    expect(scaled().drop(2).drop(1).rest().judge(property)).toBe('passed');
  });
  test('fails when a condemned pod is left', () => {
    expect(scaled().drop(2).rest().judge(property)).toBe('failed');
  });
  test('fails when a single unhealthy pod holds itself up', () => {
    expect(scaled().drop(2).unready(1).rest().judge(property)).toBe('failed');
  });
  test('holds when two unhealthy condemned pods hold each other up', () => {
    expect(scaled().unready(1).unready(2).rest().judge(property)).toBe('passed');
  });
  test('says nothing while a wanted pod is unhealthy', () => {
    expect(scaled().unready(0).rest().judge(property)).toBe('vacuous');
  });
});
