import { describe, expect, test } from 'vitest';
import { collisionsOfNamesAreCounted as property } from './collisions-of-names-are-counted.ts';
import { miniTrace } from './fixture.ts';

describe('deployment/collisions-of-names-are-counted', () => {
  const counting = (collisionCount: number, name = 'web-bcdfg') =>
    miniTrace()
      .deployment()
      .also((trace) => trace.add('ReplicaSet', name, {}, 'user'))
      .observed({ collisionCount });

  test('holds when a name is taken by one that is nobody’s', () => {
    expect(counting(1).judge(property)).toBe('passed');
  });

  test('holds when its own of that name has another template', () => {
    const told = miniTrace().deployment().set('b').wait(1000).observed({ collisionCount: 1 });
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when nothing was in the way', () => {
    expect(counting(1, 'web-else-bcdfg').judge(property)).toBe('failed');
    const told = miniTrace().deployment().set('a').wait(1000).observed({ collisionCount: 1 });
    expect(told.judge(property)).toBe('failed');
  });

  test('fails when the count falls', () => {
    expect(counting(2).observed({ collisionCount: 1 }).judge(property)).toBe('failed');
  });

  test('says nothing while it stays', () => {
    expect(miniTrace().deployment().observed().judge(property)).toBe('vacuous');
  });
});
