import { describe, expect, test } from 'vitest';
import type { Condition } from '../../specs/kubernetes.ts';
import { timestampOf } from '../../specs/kubernetes.ts';
import {
  conditionTimesFollowWhatTheyTime as property,
} from './condition-times-follow-what-they-time.ts';
import { miniTrace } from './fixture.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const condition = (
  [status, reason]: readonly [Condition['status'], string],
  transitionMs: number,
  updateMs: number,
): Condition => ({
  type: 'Progressing',
  status,
  reason,
  lastTransitionTime: timestampOf(start + transitionMs),
  lastUpdateTime: timestampOf(start + updateMs),
});
const created = ['True', 'NewReplicaSetCreated'] as const;
const updated = ['True', 'ReplicaSetUpdated'] as const;
const late = ['False', 'ProgressDeadlineExceeded'] as const;

/** Created at 10 s, and something else at 30 s. */
const then = (second: Condition, readyReplicas = 1) =>
  miniTrace()
    .deployment()
    .wait(10_000)
    .observed({ conditions: [condition(created, 10_000, 10_000)] })
    .wait(20_000)
    .observed({ readyReplicas, conditions: [second] })
    .judge(property);

describe('deployment/condition-times-follow-what-they-time', () => {
  test('holds when the reason moves one time, and the status both', () => {
    expect(then(condition(updated, 10_000, 30_000))).toBe('passed');
    expect(then(condition(late, 30_000, 30_000))).toBe('passed');
    expect(then(condition(created, 10_000, 10_000))).toBe('passed');
  });

  test('fails when a status stays and its transition is dated anew', () => {
    expect(then(condition(updated, 30_000, 30_000))).toBe('failed');
    expect(then(condition(created, 10_000, 30_000))).toBe('failed');
  });

  test('fails when a change keeps the old times', () => {
    expect(then(condition(updated, 10_000, 10_000))).toBe('failed');
    expect(then(condition(late, 10_000, 30_000))).toBe('failed');
  });

  test('lets progress move the time of an update, and nothing else', () => {
    const told = (readyReplicas: number) => {
      const story = miniTrace().deployment().observed({ conditions: [condition(updated, 0, 0)] });
      const conditions = [condition(updated, 0, 30_000)];
      return story.wait(30_000).observed({ readyReplicas, unavailableReplicas: 1, conditions });
    };
    expect(told(1).judge(property)).toBe('passed');
    expect(told(0).judge(property)).toBe('failed');
  });

  test('says nothing without conditions', () => {
    expect(miniTrace().deployment().observed({ replicas: 1 }).judge(property)).toBe('vacuous');
  });
});
