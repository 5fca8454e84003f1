import { describe, expect, test } from 'vitest';
import { miniTrace } from './fixture.ts';
import {
  observedGenerationComesAfterTheWork as property,
} from './observed-generation-comes-after-the-work.ts';

const scaled = (options = {}) =>
  miniTrace(options).deployment().set('a').observed().wait(60_000).change({ replicas: 5 });

describe('deployment/observed-generation-comes-after-the-work', () => {
  test('holds when the size is declared first', () => {
    expect(scaled().resize('a', 5).observed().judge(property)).toBe('passed');
  });

  test('fails when the generation is reported first', () => {
    expect(scaled().observed().judge(property)).toBe('failed');
  });

  test('holds for a size of a moment ago', () => {
    const back = () => scaled({ stalenessMs: 2000 }).resize('a', 5).change({ replicas: 3 });
    expect(back().wait(1000).observed().judge(property)).toBe('passed');
    expect(back().wait(2001).observed().judge(property)).toBe('failed');
  });

  test('says nothing of several ReplicaSets, another template and Recreate', () => {
    const rolling = scaled().set('b', { replicas: 0 }).observed();
    expect(rolling.judge(property)).toBe('passed');
    const withheld = miniTrace().deployment().set('a').change({ paused: true, replicas: 5 });
    expect(withheld.roll('b').observed().judge(property)).toBe('vacuous');
    const recreate = { strategy: { type: 'Recreate' } } as const;
    const told = miniTrace().deployment(recreate).set('a', { replicas: 0 }).observed();
    expect(told.judge(property)).toBe('vacuous');
  });
});
