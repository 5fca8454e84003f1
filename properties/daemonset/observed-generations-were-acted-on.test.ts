import { describe, expect, test } from 'vitest';
import type { Story } from './fixture.ts';
import { miniDaemons } from './fixture.ts';
import { observedGenerationsWereActedOn as property } from './observed-generations-were-acted-on.ts';

const observe = (told: Story, observedGeneration: number) =>
  told.also((trace) => trace.change('DaemonSet', 'log', { status: { observedGeneration } }));

describe('daemonset/observed-generations-were-acted-on', () => {
  test('holds when every node has its pod', () => {
    const told = miniDaemons(2).born('bbbbb', 'n1').born('ccccc', 'n2');
    expect(observe(told, 1).judge(property)).toBe('passed');
  });
  test('fails when one has none', () => {
    expect(observe(miniDaemons(2).born('bbbbb', 'n1'), 1).judge(property)).toBe('failed');
  });
  test('holds when that node may not have been seen, or its pod may still have been', () => {
    const added = miniDaemons(1, {}, { stalenessMs: 3000 }).born('bbbbb', 'n1').node('n2');
    expect(observe(added, 1).judge(property)).toBe('passed');
    const gone = miniDaemons(1, {}, { stalenessMs: 3000 }).born('bbbbb', 'n1').gone('bbbbb');
    expect(observe(gone, 1).judge(property)).toBe('passed');
  });
  test('says nothing when nothing new was observed', () => {
    expect(miniDaemons(1).judge(property)).toBe('vacuous');
    const outage = miniDaemons(2).fault({ fault: 'ApiUnavailable', for: 60_000 });
    expect(observe(outage, 1).judge(property)).toBe('vacuous');
    const quota = miniDaemons(2).fault({ fault: 'PodQuota', pods: 0, for: 60_000 });
    expect(observe(quota, 1).judge(property)).toBe('vacuous');
  });
});
