import { describe, expect, test } from 'vitest';
import { aStatusNeverGoesBack as property } from './a-status-never-goes-back.ts';
import { creation, miniSet } from './fixture.ts';
import type { Story } from './fixture.ts';

const says = (told: Story, observedGeneration: number, collisionCount = 0) =>
  told.also((trace) => {
    const status = { replicas: 0, observedGeneration, collisionCount };
    trace.change('StatefulSet', 'web', { status }, 'statefulset-controller');
  });
const changed = (options = {}) => miniSet({}, options).change({ replicas: 2 });

describe('statefulset/a-status-never-goes-back', () => {
  test('holds when it follows the spec', () => {
    expect(says(says(changed(), 1), 2, 1).judge(property)).toBe('passed');
  });
  test('fails when it falls back', () => {
    expect(says(says(changed(), 2), 1).judge(property)).toBe('failed');
    expect(says(says(changed(), 2, 1), 2).judge(property)).toBe('failed');
  });
  test('fails when it is ahead of the spec', () => {
    expect(says(changed(), 3).judge(property)).toBe('failed');
  });
  test('says nothing of what comes right after a restart', () => {
    const component = 'statefulset-controller' as const;
    const restart = { fault: 'ControllerRestart', component, for: 500 } as const;
    const told = says(changed({ stalenessMs: 2_000 }), 2).fault(restart);
    expect(says(told, 1).judge(property)).toBe('passed');
    expect(says(told.wait(10_000), 0).judge(property)).toBe('failed');
  });
  test('says nothing of a set that took over a name', () => {
    const told = changed().also((trace) => trace.command(creation).command(creation));
    expect(says(told, 9).judge(property)).toBe('vacuous');
  });
});
