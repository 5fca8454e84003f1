import { describe, expect, test } from 'vitest';
import { miniDaemons } from './fixture.ts';
import { observedGenerationsOnlyRise as property } from './observed-generations-only-rise.ts';

const observing = (...generations: readonly number[]) =>
  generations.reduce(
    (told, observedGeneration) =>
      told.also((trace) => trace.change('DaemonSet', 'log', { status: { observedGeneration } })),
    miniDaemons(1).change({ minReadySeconds: 1 }).change({ minReadySeconds: 2 }),
  );

describe('daemonset/observed-generations-only-rise', () => {
  test('holds when it rises', () => {
    expect(observing(1, 2, 3).judge(property)).toBe('passed');
    expect(observing(1, 3).judge(property)).toBe('passed');
  });
  test('fails when it goes back or beyond', () => {
    expect(observing(2, 1).judge(property)).toBe('failed');
    expect(observing(4).judge(property)).toBe('failed');
  });
  test('holds when the controller that did it has just started', () => {
    const told = observing(2).fault({
      fault: 'ControllerRestart',
      component: 'daemonset-controller',
      for: 1,
    });
    const back = told.also((trace) => {
      trace.change('DaemonSet', 'log', { status: { observedGeneration: 1 } });
    });
    expect(back.judge(property)).toBe('passed');
  });
  test('says nothing while it stays', () => {
    expect(observing().judge(property)).toBe('vacuous');
  });
});
