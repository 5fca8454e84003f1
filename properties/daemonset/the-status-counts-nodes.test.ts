import { describe, expect, test } from 'vitest';
import type { DaemonSet } from '../../specs/kubernetes.ts';
import { miniDaemons, tainted } from './fixture.ts';
import { theStatusCountsNodes as property } from './the-status-counts-nodes.ts';

const two = {
  desiredNumberScheduled: 2,
  currentNumberScheduled: 2,
  numberMisscheduled: 0,
  numberReady: 2,
  updatedNumberScheduled: 2,
  numberAvailable: 2,
};
const running = () => miniDaemons(2).pod('bbbbb', 'n1').pod('ccccc', 'n2');
const judged = (told: ReturnType<typeof running>, status: Partial<DaemonSet['status']>) =>
  told.also((trace) => trace.change('DaemonSet', 'log', { status })).rest().judge(property);

describe('daemonset/the-status-counts-nodes', () => {
  test('holds where all numbers are right', () => {
    expect(judged(running(), two)).toBe('passed');
    const misplaced = { ...two, desiredNumberScheduled: 1, currentNumberScheduled: 1 };
    const one = { numberReady: 1, updatedNumberScheduled: 1, numberAvailable: 1 };
    const told = running().taint('n2', tainted('NoSchedule'));
    expect(judged(told, { ...misplaced, ...one, numberMisscheduled: 1 })).toBe('passed');
  });
  test('fails where one is wrong', () => {
    expect(judged(running(), { ...two, numberReady: 1 })).toBe('failed');
    expect(judged(running(), { ...two, desiredNumberScheduled: 3 })).toBe('failed');
    expect(judged(running(), { ...two, numberMisscheduled: 1 })).toBe('failed');
    expect(judged(running(), { ...two, numberUnavailable: 1 })).toBe('failed');
    expect(judged(running().roll('b'), two)).toBe('failed');
  });
  test('says nothing when nothing made the controller look after a node changed', () => {
    const told = running().also((trace) => trace.change('DaemonSet', 'log', { status: two }));
    expect(told.taint('n2', tainted('NoSchedule')).rest().judge(property)).toBe('vacuous');
    expect(running().judge(property)).toBe('vacuous');
  });
  test('leaves minReadySeconds to others', () => {
    const told = miniDaemons(2, { minReadySeconds: 5 }).pod('bbbbb', 'n1').pod('ccccc', 'n2');
    expect(judged(told, { ...two, numberAvailable: 0, numberUnavailable: 2 })).toBe('passed');
  });
});
