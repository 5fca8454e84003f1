import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../../../specs/features.ts';
import type { Pod, ReplicaSet } from '../../../../specs/kubernetes.ts';
import { deploymentController } from '../deployment.ts';
import { ready, template } from '../replicaset/fixture.ts';
import type { Workbench } from '../replicaset/fixture.ts';
import { recreate, start } from './fixture.ts';

const podOf = (set: ReplicaSet, bench: Workbench): Pod => {
  const { name, uid } = set.metadata;
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name, uid, controller: true };
  const labels = set.spec.template.metadata?.labels ?? {};
  const metadata = { generateName: `${name}-`, labels, ownerReferences: [owner] };
  return bench.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec: set.spec.template.spec });
};

describe('recreating', () => {
  test('DEP-REC-001, DEP-REC-002: waits for pods that are going, but not for ended ones', () => {
    const { bench, settle, change, set, sizes, sync, report, step, remove } = start({
      replicas: 2,
      strategy: recreate,
    });
    settle();
    const [going, ended] = [podOf(set('a'), bench), podOf(set('a'), bench)];
    bench.report(ready(going, bench.context.nowMs()));
    change({ template: template('b') });
    sync();
    expect(sizes()).toEqual({ a: 0 });
    sync();
    expect(sizes()).toEqual({ a: 0 });
    report();
    remove('Pod', going.metadata.name);
    bench.report({ ...ended, status: { phase: 'Failed' } });
    step();
    expect(sizes()).toEqual({ a: 0 });
    bench.report({ ...bench.get('Pod', going.metadata.name), status: { phase: 'Succeeded' } });
    sync();
    expect(sizes()).toEqual({ a: 0, b: 2 });
  });

  test('DEP-REC-003: the last pod that goes wakes it, an earlier one does not', () => {
    const { bench, settle, set } = start({ strategy: recreate });
    settle();
    const [first, second] = [podOf(set('a'), bench), podOf(set('a'), bench)];
    const { handle } = deploymentController(bench.context.features);
    const gone = (before: Pod) => {
      bench.remove('Pod', before.metadata.name);
      return handle({ kind: 'Pod', before, after: undefined }, bench.context);
    };
    expect(gone(first)).toEqual([]);
    expect(gone(second)).toEqual([{ key: 'web' }]);
  });

  test('DEP-REC-003: since 1.37 each pod that goes wakes it', () => {
    const { bench, settle, set } = start({ strategy: recreate });
    settle();
    const [before] = [podOf(set('a'), bench), podOf(set('a'), bench)];
    bench.remove('Pod', before.metadata.name);
    const context = { ...bench.context, features: featuresOf('1.37') };
    const { handle } = deploymentController(context.features);
    expect(handle({ kind: 'Pod', before, after: undefined }, context)).toEqual([{ key: 'web' }]);
  });

  test('DEP-REC-003: under RollingUpdate pods wake nobody', () => {
    const { bench, settle, set } = start();
    settle();
    const before = podOf(set('a'), bench);
    bench.remove('Pod', before.metadata.name);
    const { handle } = deploymentController(bench.context.features);
    expect(handle({ kind: 'Pod', before, after: undefined }, bench.context)).toEqual([]);
  });
});
