import { describe, expect, test } from 'vitest';
import { conditionOf } from '../../../../specs/kubernetes.ts';
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import { syncDeployment } from '../deployment.ts';
import { deployment, reported, template, workbench } from '../replicaset/fixture.ts';

type Changes = Partial<Deployment['spec']>;

/** A Deployment `web` of 2 whose only ReplicaSet reports when it is told to. */
function start(changes: Changes = {}) {
  const bench = workbench();
  bench.create(deployment({ replicas: 2, progressDeadlineSeconds: 60, ...changes }));
  const web = () => bench.get('Deployment', 'web');
  const sync = () => bench.run(syncDeployment('web', bench.context));
  const settle = () => {
    for (let tries = 0; tries < 20 && sync().requests.length > 0; tries += 1);
    return sync().result;
  };
  const change = (next: Changes) => bench.update({ ...web(), spec: { ...web().spec, ...next } });
  const report = (available: number) => {
    const [set] = bench.list('ReplicaSet') as [ReplicaSet];
    bench.report(reported(set, set.spec.replicas, available));
  };
  const progress = () => {
    const { status, reason } = conditionOf(web(), 'Progressing') ?? {};
    return `${status} ${reason}`;
  };
  return { ...bench, bench, web, sync, settle, change, report, progress };
}

describe('the Progressing condition', () => {
  test('DEP-COND-002: created, updated, complete', () => {
    const { sync, settle, report, progress } = start();
    sync();
    expect(progress()).toBe('True NewReplicaSetCreated');
    report(1);
    settle();
    expect(progress()).toBe('True ReplicaSetUpdated');
    report(2);
    expect(settle()).toBe('done');
    expect(progress()).toBe('True NewReplicaSetAvailable');
  });

  test('DEP-COND-002, DEP-REC-003: a success stays when pods become unavailable', () => {
    const { settle, report, progress, web, pass } = start();
    settle();
    report(2);
    settle();
    report(1);
    expect(settle()).toEqual({ requeueAfterMs: 61_000 });
    pass(100_000);
    expect(settle()).toEqual({ requeueAfterMs: 1000 });
    expect(progress()).toBe('True NewReplicaSetAvailable');
    expect(conditionOf(web(), 'Available')).toMatchObject({
      status: 'False',
      reason: 'MinimumReplicasUnavailable',
    });
  });

  test('DEP-COND-003: the deadline counts from the last progress, and is noticed by itself', () => {
    const { settle, report, progress, pass } = start();
    settle();
    pass(50_000);
    report(1);
    expect(settle()).toEqual({ requeueAfterMs: 61_000 });
    pass(59_500);
    expect(settle()).toEqual({ requeueAfterMs: 505 });
    expect(progress()).toBe('True ReplicaSetUpdated');
    pass(505);
    expect(settle()).toBe('done');
    expect(progress()).toBe('False ProgressDeadlineExceeded');
  });

  test('DEP-COND-004: late progress counts again', () => {
    const { settle, report, progress, pass } = start();
    settle();
    pass(61_000);
    settle();
    expect(progress()).toBe('False ProgressDeadlineExceeded');
    report(2);
    settle();
    expect(progress()).toBe('True NewReplicaSetAvailable');
  });

  test('DEP-COND-003: without a deadline there is no condition', () => {
    const { settle, report, progress } = start({ progressDeadlineSeconds: 2_147_483_647 });
    settle();
    report(2);
    settle();
    expect(progress()).toBe('undefined undefined');
  });

  test('DEP-PAUSE-003: time spent paused does not count', () => {
    const { settle, change, progress, pass } = start();
    settle();
    change({ paused: true });
    settle();
    expect(progress()).toBe('Unknown DeploymentPaused');
    pass(300_000);
    change({ paused: false });
    settle();
    expect(progress()).toBe('Unknown DeploymentResumed');
    pass(61_000);
    settle();
    expect(progress()).toBe('False ProgressDeadlineExceeded');
    change({ paused: true });
    settle();
    expect(progress()).toBe('False ProgressDeadlineExceeded');
  });

  test('DEP-COND-006: a status that stays keeps the time of its transition', () => {
    const { settle, report, web, pass, context } = start();
    settle();
    const before = conditionOf(web(), 'Progressing');
    pass(10_000);
    report(1);
    settle();
    const after = conditionOf(web(), 'Progressing');
    expect(after?.lastTransitionTime).toBe(before?.lastTransitionTime);
    expect(Date.parse(after?.lastUpdateTime ?? '')).toBe(context.nowMs());
  });
});

describe('the status', () => {
  test('DEP-COND-005: shows a ReplicaSet that fails, and no longer when it does not', () => {
    const { settle, bench, web, report } = start();
    settle();
    const [set] = bench.list('ReplicaSet') as [ReplicaSet];
    const failing = {
      type: 'ReplicaFailure',
      status: 'True',
      reason: 'FailedCreate',
      message: 'quota is used up',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    } as const;
    bench.report({ ...set, status: { ...set.status, conditions: [failing] } });
    settle();
    expect(conditionOf(web(), 'ReplicaFailure')).toEqual({
      ...failing,
      lastUpdateTime: failing.lastTransitionTime,
    });
    report(0);
    settle();
    expect(conditionOf(web(), 'ReplicaFailure')).toBeUndefined();
  });

  test('DEP-STAT-002, DEP-STAT-004, DEP-STAT-005: sums over all ReplicaSets', () => {
    const { settle, report, change, web } = start();
    settle();
    report(2);
    settle();
    change({ template: template('b') });
    settle();
    expect(web().status).toMatchObject({
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      unavailableReplicas: 1,
      terminatingReplicas: 0,
      observedGeneration: 2,
    });
    expect(web().status.updatedReplicas).toBeUndefined();
  });

  test('DEP-STAT-005: unknown while a synced ReplicaSet does not say', () => {
    const { settle, bench, web } = start();
    settle();
    const [set] = bench.list('ReplicaSet') as [ReplicaSet];
    bench.report({ ...set, status: { replicas: 2, observedGeneration: 1 } });
    settle();
    expect(web().status.terminatingReplicas).toBeUndefined();
  });
});
