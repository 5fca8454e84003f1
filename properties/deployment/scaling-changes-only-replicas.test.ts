import { describe, expect, test } from 'vitest';
import { miniTrace, templateOf } from './fixture.ts';
import { scalingChangesOnlyReplicas as property } from './scaling-changes-only-replicas.ts';

const target = { kind: 'Deployment', pick: 0 } as const;
const web = { kind: 'Deployment', name: 'web' } as const;
const scaled = (options = {}) =>
  miniTrace(options)
    .deployment()
    .wait(60_000)
    .also((trace) => trace.command({ verb: 'scale', target, replicas: 5 }, web))
    .wait(1);

describe('deployment/scaling-changes-only-replicas', () => {
  test('holds when replicas and generation change', () => {
    expect(scaled().change({ replicas: 5 }).judge(property)).toBe('passed');
  });

  test('holds for a version that a write of the present size leaves', () => {
    const same = { verb: 'scale', target, replicas: 3 } as const;
    const told = miniTrace().deployment().wait(60_000);
    told.also((trace) => trace.command(same, web)).wait(1);
    told.also((trace) => trace.change('Deployment', 'web', {}, 'user'));
    expect(told.judge(property)).toBe('passed');
  });

  test('fails when something else does, or not that', () => {
    expect(scaled().change({ replicas: 5, minReadySeconds: 1 }).judge(property)).toBe('failed');
    expect(scaled().change({ replicas: 4 }).judge(property)).toBe('failed');
    const lost = { ...templateOf('a'), metadata: { labels: { app: 'mini', more: 'x' } } };
    expect(scaled().change({ replicas: 5, template: lost }).judge(property)).toBe('failed');
    const silent = scaled();
    silent.also((trace) => trace.change('Deployment', 'web', { spec: { replicas: 5 } }, 'user'));
    expect(silent.judge(property)).toBe('failed');
  });

  test('looks at the first write of a user only, and at no write of a controller', () => {
    const told = scaled().observed({ replicas: 3 }).change({ replicas: 5 }).roll('b');
    expect(told.judge(property)).toBe('passed');
  });

  test('says nothing while another command may still show', () => {
    const patch = { verb: 'patch', target, change: { minReadySeconds: 1 } } as const;
    const told = miniTrace({ stalenessMs: 2000 }).deployment();
    told.also((trace) => trace.command(patch, web)).wait(1000);
    told.also((trace) => trace.command({ verb: 'scale', target, replicas: 5 }, web)).wait(1);
    expect(told.change({ minReadySeconds: 1 }).judge(property)).toBe('vacuous');
    const after = scaled().also((trace) => trace.command(patch, web));
    expect(after.change({ minReadySeconds: 1 }).judge(property)).toBe('vacuous');
  });

  test('says nothing where nobody names who wrote', () => {
    const told = scaled({ guarantees: ['complete-history', 'global-order'] });
    expect(told.change({ replicas: 5 }).judge(property)).toBe('unsupported');
  });
});
