import { describe, expect, test } from 'vitest';
import type { Deployment, Kind, ReplicaSet } from '../../../specs/kubernetes.ts';
import type { Cache } from '../controller.ts';
import { deploymentController, syncDeployment } from './deployment.ts';
import { refusal, start, verbsOf } from './deployment/fixture.ts';
import { replicaSet, template } from './replicaset/fixture.ts';

describe('the new ReplicaSet', () => {
  test('DEP-RS-002, DEP-RS-003, DEP-RS-004: is made with hash, owner, size and annotations', () => {
    const { sync, list, web } = start({ minReadySeconds: 5 });
    sync();
    const [set] = list('ReplicaSet') as [ReplicaSet];
    const hash = set.metadata.labels?.['pod-template-hash'] ?? '';
    expect(set.metadata.name).toBe(`web-${hash}`);
    expect(set.spec.selector.matchLabels).toEqual({ app: 'web', 'pod-template-hash': hash });
    expect(set.spec.template.metadata?.labels).toEqual({ app: 'web', 'pod-template-hash': hash });
    expect(set.spec).toMatchObject({ replicas: 3, minReadySeconds: 5 });
    expect(set.metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '1',
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
    });
    expect(set.metadata.ownerReferences).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: web().metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
    expect(web().metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '1' });
  });

  test('DEP-RS-001, DEP-RS-008: nothing but a new template makes another one', () => {
    const { settle, change, annotate, list } = start();
    settle();
    change({ replicas: 5, minReadySeconds: 3 });
    change({ progressDeadlineSeconds: 30, revisionHistoryLimit: 1 });
    settle();
    annotate({ team: 'blue' });
    settle();
    const [set] = list('ReplicaSet') as [ReplicaSet];
    expect(list('ReplicaSet')).toHaveLength(1);
    expect(set.spec).toMatchObject({ replicas: 5, minReadySeconds: 3 });
    expect(set.metadata.annotations).toMatchObject({ team: 'blue' });
  });

  test('DEP-RS-005: a name that is taken raises the collision count until one is free', () => {
    const first = start();
    first.sync();
    const { name } = first.set('a').metadata;
    const { bench, step, web, list } = start();
    bench.create({ ...replicaSet({ template: template('x') }), metadata: { name } });
    step();
    expect(web().status.collisionCount).toBe(1);
    expect(list('ReplicaSet').map((set) => set.metadata.name)).toContain(name);
    expect(list('ReplicaSet')).toHaveLength(2);
  });

  test('DEP-RS-005: its own ReplicaSet that the cache did not show is no collision', () => {
    const { bench, sync, web, set, list } = start();
    bench.freeze();
    sync();
    // The list of ReplicaSets is still empty; the look by name comes later and finds it.
    const { cache } = bench.context;
    const late = { ...cache, get: (kind: Kind, name: string) => bench.get(kind, name) } as Cache;
    const run = bench.run(syncDeployment('web', { ...bench.context, cache: late }));
    expect(verbsOf(run.requests)[0]).toBe('create ReplicaSet');
    expect(list('ReplicaSet')).toEqual([set('a')]);
    expect(web().status.collisionCount).toBeUndefined();
  });

  test('DEP-COND-002: says why it cannot be made', () => {
    const { sync, condition } = start();
    expect(sync((each) => (each.verb === 'create' ? refusal : undefined)).result).toBe('retry');
    expect(condition('Progressing')).toMatchObject({
      status: 'False',
      reason: 'ReplicaSetCreateError',
    });
  });

  test('DEP-REV-001, DEP-REV-002: going back reuses the old one under the next number', () => {
    const { settle, change, set, list, web } = start();
    settle();
    change({ template: template('b') });
    settle();
    change({ template: template('a') });
    settle();
    expect(list('ReplicaSet')).toHaveLength(2);
    expect(set('a').metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
    expect(web().metadata.annotations).toEqual({ 'deployment.kubernetes.io/revision': '3' });
  });
});

describe('owning', () => {
  test('DEP-OWN-001: adopts a matching orphan and makes use of it', () => {
    const { bench, settle, list, sizes, web } = start();
    const labels = { app: 'web', 'pod-template-hash': 'x' };
    const spec = { selector: { matchLabels: labels }, template: template('a', labels) };
    bench.create({ ...replicaSet(spec), metadata: { name: 'orphan', labels } });
    settle();
    expect(sizes()).toEqual({ a: 3 });
    expect(list('ReplicaSet')[0]?.metadata.ownerReferences?.[0]?.uid).toBe(web().metadata.uid);
  });

  test('DEP-OWN-002: lets go of one whose labels were changed, and makes another', () => {
    const { bench, settle, set, list } = start();
    settle();
    bench.update({ ...set('a'), metadata: { ...set('a').metadata, labels: { app: 'other' } } });
    settle();
    const owners = list('ReplicaSet').map((each) => each.metadata.ownerReferences?.length ?? 0);
    expect(owners).toEqual([0, 1]);
  });

  test('DEP-HEAL-002: while it is being deleted it only reports', () => {
    const { settle, change, remove, sync, list } = start();
    settle();
    change({ template: template('b'), replicas: 9 });
    remove('Deployment', 'web', 'Foreground');
    expect(verbsOf(sync().requests)).toEqual(['updateStatus Deployment']);
    expect(list('ReplicaSet')).toHaveLength(1);
  });

  test('DEP-HEAL-001, DEP-OWN-001: handlers wake the owner, or whoever may adopt', () => {
    const { bench, settle, set, list } = start();
    settle();
    const { handle } = deploymentController(bench.context.features);
    const wakes = (before: ReplicaSet | undefined, after: ReplicaSet | undefined) =>
      handle({ kind: 'ReplicaSet', before, after }, bench.context);
    const owned = set('a');
    const { ownerReferences: _, ...orphaned } = owned.metadata;
    const orphan = { ...owned, metadata: orphaned };
    const stranger = { ...orphan, metadata: { ...orphaned, labels: { app: 'api' } } };
    expect(wakes(undefined, owned)).toEqual([{ key: 'web' }]);
    expect(wakes(owned, undefined)).toEqual([{ key: 'web' }]);
    expect(wakes(undefined, orphan)).toEqual([{ key: 'web' }]);
    expect(wakes(undefined, stranger)).toEqual([]);
    expect(wakes(stranger, orphan)).toEqual([{ key: 'web' }]);
    expect(wakes(orphan, orphan)).toEqual([]);
    expect(wakes(orphan, undefined)).toEqual([]);
    const [web] = list('Deployment') as [Deployment];
    const notice = { kind: 'Deployment', before: web, after: undefined } as const;
    expect(handle(notice, bench.context)).toEqual([{ key: 'web' }]);
  });
});
