import { describe, expect, test } from 'vitest';
import { template } from '../replicaset/fixture.ts';
import { start } from './fixture.ts';

describe('history', () => {
  test('DEP-HIST-001, DEP-HIST-002: keeps as many old ones as allowed, once complete', () => {
    const { change, settle, list, sizes } = start({ revisionHistoryLimit: 1 });
    for (const revision of ['a', 'b', 'c', 'd']) {
      change({ template: template(revision) });
      settle();
    }
    expect(sizes()).toEqual({ c: 0, d: 3 });
    change({ revisionHistoryLimit: 0 });
    settle();
    expect(list('ReplicaSet')).toHaveLength(1);
  });

  test('DEP-HIST-002: an old one with pods is skipped', () => {
    const { change, settle, sizes, bench, set, sync } = start({ revisionHistoryLimit: 2 });
    settle();
    change({ template: template('b') });
    settle();
    bench.report({ ...set('a'), status: { ...set('a').status, replicas: 1 } });
    change({ paused: true, revisionHistoryLimit: 0 });
    sync();
    sync();
    expect(sizes()).toEqual({ a: 0, b: 3 });
  });

  test('DEP-REV-004: the rollback annotation is carried out and removed', () => {
    const { change, settle, annotate, web, sizes } = start();
    settle();
    change({ template: template('b') });
    settle();
    annotate({ ...web().metadata.annotations, 'deprecated.deployment.rollback.to': '0' });
    settle();
    expect(web().spec.template.spec.containers[0]?.image).toBe('pod:a');
    expect(sizes()).toEqual({ a: 3, b: 0 });
    expect(web().metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '3' });
  });

  test('DEP-REV-004: a revision that is not there removes the annotation only', () => {
    const { settle, annotate, web, sizes } = start();
    settle();
    annotate({ ...web().metadata.annotations, 'deprecated.deployment.rollback.to': '9' });
    settle();
    expect(sizes()).toEqual({ a: 3 });
    expect(web().metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' });
  });
});
