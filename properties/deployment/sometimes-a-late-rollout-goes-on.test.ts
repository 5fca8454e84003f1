import { expect, test } from 'vitest';
import type { ProgressReason } from '../vocabulary/progress.ts';
import { progressStatuses } from '../vocabulary/progress.ts';
import { miniTrace } from './fixture.ts';
import {
  sometimesALateRolloutGoesOn as property,
} from './sometimes-a-late-rollout-goes-on.ts';

const saying = (...reasons: readonly ProgressReason[]) => {
  const told = miniTrace().deployment();
  for (const reason of reasons) {
    const condition = { type: 'Progressing', status: progressStatuses[reason], reason };
    told.observed({ conditions: [condition] });
  }
  return told.judge(property);
};

test('is seen when a late rollout goes on', () => {
  expect(saying('ProgressDeadlineExceeded', 'NewReplicaSetAvailable')).toBe('passed');
  expect(saying('ProgressDeadlineExceeded', 'ReplicaSetUpdated')).toBe('passed');
});

test('is not seen when it stays late, or never was', () => {
  expect(saying('ReplicaSetUpdated', 'ProgressDeadlineExceeded')).toBe('vacuous');
  expect(saying('ReplicaSetUpdated', 'NewReplicaSetAvailable')).toBe('vacuous');
});
