import { describe, expect, test } from 'vitest';
import { miniSet } from './fixture.ts';
import {
  scaleDownTakesOnePodAtATime as property,
} from './scale-down-takes-one-pod-at-a-time.ts';

/** However late its caches are, the controller has seen the pods that it deleted itself. */
const scaled = () => miniSet({}, { stalenessMs: 60_000 }).pods([0, 1, 2]).change({ replicas: 1 });

describe('statefulset/scale-down-takes-one-pod-at-a-time', () => {
  test('holds when each is gone before the next', () => {
    expect(scaled().drop(2).drop(1).judge(property)).toBe('passed');
  });
  test('fails when the next goes while the former is terminating', () => {
    expect(scaled().kill(2).kill(1).judge(property)).toBe('failed');
  });
  test('holds when the higher one is the doing of somebody else', () => {
    expect(scaled().kill(2, 'user').kill(1).judge(property)).toBe('passed');
  });
  test('holds when the higher one was let go meanwhile', () => {
    const told = scaled().kill(2);
    told.also((trace) => trace.change('Pod', 'web-2', { metadata: { ownerReferences: [] } }));
    expect(told.kill(1).judge(property)).toBe('passed');
  });
  test('says nothing after a restart, of wanted pods and of pods that ended', () => {
    const restart = { fault: 'ControllerRestart', component: 'statefulset-controller' } as const;
    const restarted = scaled().fault({ ...restart, for: 100 }).kill(2).kill(1);
    expect(restarted.judge(property)).toBe('vacuous');
    expect(miniSet().pods([0, 1]).kill(1).judge(property)).toBe('vacuous');
    expect(scaled().fail(2).kill(2).judge(property)).toBe('vacuous');
  });
});
