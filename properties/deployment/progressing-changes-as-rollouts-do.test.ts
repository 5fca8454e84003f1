import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../specs/kubernetes.ts';
import type { ProgressReason } from '../vocabulary/progress.ts';
import { progressStatuses } from '../vocabulary/progress.ts';
import { miniTrace } from './fixture.ts';
import { progressingChangesAsRolloutsDo as property } from './progressing-changes-as-rollouts-do.ts';

type Status = Deployment['status'];
const saying = (reason: ProgressReason, counts: Status = {}): Status => ({
  ...counts,
  conditions: [{ type: 'Progressing', status: progressStatuses[reason], reason }],
});
const all = { replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 };
const some = { replicas: 3, updatedReplicas: 3, readyReplicas: 1, availableReplicas: 1 };

/** From nothing to the first reason nothing is asked of the tests' own story. */
const told = (first: ProgressReason, then: Status, spec: Partial<Deployment['spec']> = {}) => {
  const story = miniTrace().deployment();
  story.also((trace) => trace.change('Deployment', 'web', { spec, status: saying(first, some) }));
  return story.observed(then).judge(property);
};

describe('deployment/progressing-changes-as-rollouts-do', () => {
  test('holds for the life of a rollout', () => {
    const story = miniTrace().deployment().observed(saying('NewReplicaSetCreated'));
    story.observed(saying('ReplicaSetUpdated', some)).observed(saying('NewReplicaSetAvailable', all));
    expect(story.judge(property)).toBe('passed');
    expect(told('NewReplicaSetCreated', saying('ProgressDeadlineExceeded', some))).toBe('passed');
  });

  test('holds for a pause and its end', () => {
    const story = miniTrace().deployment().observed(saying('NewReplicaSetCreated', some));
    story.change({ paused: true }).observed(saying('DeploymentPaused', some));
    story.change({ paused: false }).observed(saying('DeploymentResumed', some));
    expect(story.judge(property)).toBe('passed');
  });

  test('fails when a rollout is called complete that is not', () => {
    expect(told('ReplicaSetUpdated', saying('NewReplicaSetAvailable', some))).toBe('failed');
    const more = { ...all, replicas: 4 };
    expect(told('ReplicaSetUpdated', saying('NewReplicaSetAvailable', more))).toBe('failed');
  });

  test('fails when progress is claimed without any, and a deadline in spite of some', () => {
    expect(told('NewReplicaSetCreated', saying('ReplicaSetUpdated', some))).toBe('failed');
    const more = { ...some, readyReplicas: 2 };
    expect(told('ReplicaSetUpdated', saying('ProgressDeadlineExceeded', more))).toBe('failed');
    expect(told('NewReplicaSetAvailable', saying('ProgressDeadlineExceeded', some))).toBe('failed');
  });

  test('fails when something times out in a pause, or with the end of it', () => {
    const late = saying('ProgressDeadlineExceeded', some);
    expect(told('ReplicaSetUpdated', late, { paused: true })).toBe('failed');
    expect(told('DeploymentPaused', late)).toBe('failed');
  });

  test('fails when a pause is noted that there is not, and an end of none', () => {
    expect(told('ReplicaSetUpdated', saying('DeploymentPaused', some))).toBe('failed');
    expect(told('ReplicaSetUpdated', saying('DeploymentResumed', some))).toBe('failed');
  });

  test('lets the condition go only together with the deadline', () => {
    const gone = { ...some, conditions: [] };
    expect(told('ReplicaSetUpdated', gone)).toBe('failed');
    const unlimited = { progressDeadlineSeconds: 2_147_483_647 };
    const story = miniTrace().deployment().observed(saying('NewReplicaSetCreated'));
    expect(story.change(unlimited).observed(gone).judge(property)).toBe('passed');
    const back = saying('ReplicaSetUpdated', { ...some, readyReplicas: 2 });
    expect(story.observed(back).judge(property)).toBe('failed');
  });

  test('says nothing while the reason stays', () => {
    const story = miniTrace().deployment().observed({ replicas: 1 }).observed(some);
    expect(story.judge(property)).toBe('vacuous');
  });
});
