import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../../specs/features.ts';
import { conditionOf } from '../../../specs/kubernetes.ts';
import type { Pod, ReplicaSet } from '../../../specs/kubernetes.ts';
import type { ApiRequest } from '../controller.ts';
import { replicaSetController, syncReplicaSet } from './replicaset.ts';
import { startExpectations } from './replicaset/expectations.ts';
import { ready, replicaSet, template, workbench } from './replicaset/fixture.ts';
import type { Interception } from './replicaset/fixture.ts';

/** A ReplicaSet `web` and what its controller does about it. */
function start(changes: Partial<ReplicaSet['spec']> = {}, features = featuresOf('1.36.3')) {
  const bench = workbench(features);
  const expectations = startExpectations();
  bench.create(replicaSet(changes));
  const sync = (intercept?: Interception) =>
    bench.run(syncReplicaSet('web', bench.context, expectations), intercept);
  /** Syncs as after a restart: nothing is expected any more. */
  const syncAfresh = () => bench.run(syncReplicaSet('web', bench.context, startExpectations()));
  const set = () => bench.get('ReplicaSet', 'web');
  const scale = (replicas: number) =>
    bench.update({ ...set(), spec: { ...set().spec, replicas } });
  const makeReady = (pod: Pod) => bench.report(ready(pod, bench.context.nowMs()));
  return { ...bench, bench, expectations, sync, syncAfresh, set, scale, makeReady };
}

const verbsOf = (requests: readonly ApiRequest[]) => requests.map(({ verb }) => verb);

const refusal = { ok: false, error: 'Forbidden', message: 'quota is used up' } as const;

describe('creating', () => {
  test('RS-CNT-001, RS-TMPL-001: makes the pods that are missing, as the template says', () => {
    const { sync, list, set } = start({ replicas: 2 });
    expect(verbsOf(sync().requests)).toEqual(['create', 'create', 'updateStatus']);
    const [pod] = list('Pod');
    expect(pod?.metadata.name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(pod?.metadata.labels).toEqual({ app: 'web' });
    expect(pod?.spec.containers).toEqual(template('a').spec.containers);
    expect(pod?.metadata.ownerReferences).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'web',
        uid: set().metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
  });

  test('RS-CNT-002: makes no more while its creations have not been seen', () => {
    const { bench, expectations, sync, list } = start({ replicas: 2 });
    bench.freeze();
    sync();
    sync();
    expect(list('Pod')).toHaveLength(2);
    expectations.creationObserved('web');
    sync();
    expect(list('Pod')).toHaveLength(2);
  });

  test('RS-CNT-002: a batch that fails is the last, and what was not tried not expected', () => {
    const { expectations, sync, list } = start({ replicas: 10 });
    let count = 0;
    const { requests, result } = sync((request) => {
      if (request.verb !== 'create') return undefined;
      count += 1;
      return count === 3 ? refusal : undefined;
    });
    expect(result).toBe('retry');
    expect(verbsOf(requests)).toEqual(['create', 'create', 'create', 'updateStatus']);
    expect(list('Pod')).toHaveLength(2);
    expectations.creationObserved('web');
    expectations.creationObserved('web');
    expect(expectations.areMet('web', 0)).toBe(true);
  });

  test('RS-STAT-004: says that it fails, and no longer when it succeeds', () => {
    const { sync, set, syncAfresh } = start({ replicas: 1 });
    sync((request) => (request.verb === 'create' ? refusal : undefined));
    expect(conditionOf(set(), 'ReplicaFailure')).toMatchObject({
      status: 'True',
      reason: 'FailedCreate',
      message: 'quota is used up',
    });
    syncAfresh();
    expect(conditionOf(set(), 'ReplicaFailure')).toBeUndefined();
  });
});

describe('counting', () => {
  test('RS-CNT-004: terminating and terminal pods are replaced and left alone', () => {
    const { bench, sync, syncAfresh, list, set } = start({ replicas: 2 });
    sync();
    const [first, second] = list('Pod') as [Pod, Pod];
    bench.report(ready(first, bench.context.nowMs()));
    bench.remove('Pod', first.metadata.name);
    bench.report({ ...second, status: { phase: 'Failed' } });
    const { requests } = syncAfresh();
    expect(verbsOf(requests)).toEqual(['create', 'create', 'updateStatus']);
    expect(list('Pod')).toHaveLength(4);
    syncAfresh();
    expect(list('Pod')).toHaveLength(4);
    expect(set().status).toMatchObject({ replicas: 2, terminatingReplicas: 1 });
  });

  test('RS-STAT-001: ready, available and fully labelled are counted among the active', () => {
    const { makeReady, sync, syncAfresh, list, set } = start({ replicas: 2, minReadySeconds: 10 });
    sync();
    makeReady(list('Pod')[0] as Pod);
    syncAfresh();
    expect(set().status).toEqual({
      replicas: 2,
      fullyLabeledReplicas: 2,
      readyReplicas: 1,
      terminatingReplicas: 0,
      observedGeneration: 1,
    });
  });

  test('RS-STAT-005: says nothing of terminating pods while the gate is off', () => {
    const { sync, set } = start({}, featuresOf('1.34.0'));
    sync();
    expect(set().status.terminatingReplicas).toBeUndefined();
  });

  test('RS-STAT-002: looks again just when the first pod becomes available', () => {
    const { pass, makeReady, syncAfresh, list, set } = start({ replicas: 2, minReadySeconds: 10 });
    syncAfresh();
    makeReady(list('Pod')[0] as Pod);
    pass(4000);
    makeReady(list('Pod')[1] as Pod);
    expect(syncAfresh().result).toEqual({ requeueAfterMs: 6000 });
    pass(6000);
    expect(syncAfresh().result).toEqual({ requeueAfterMs: 4000 });
    expect(set().status.availableReplicas).toBe(1);
    pass(4000);
    expect(syncAfresh().result).toBe('done');
    expect(set().status.availableReplicas).toBe(2);
  });

  test('RS-STAT-003: a status that lost a race names the generation it was made for', () => {
    const { bench, sync, scale, set } = start({ replicas: 2 });
    bench.freeze();
    scale(3);
    expect(verbsOf(sync().requests).slice(-3)).toEqual(['updateStatus', 'get', 'updateStatus']);
    expect(set().status.observedGeneration).toBe(1);
    expect(set().metadata.generation).toBe(2);
  });
});

describe('deleting', () => {
  test('RS-CNT-003: deletes the surplus, and no more before it has seen that', () => {
    const { bench, expectations, sync, syncAfresh, list, scale } = start({ replicas: 4 });
    syncAfresh();
    scale(1);
    bench.freeze();
    expect(verbsOf(sync().requests)).toEqual(['delete', 'delete', 'delete', 'updateStatus']);
    sync();
    expect(list('Pod')).toHaveLength(1);
    expect(expectations.areMet('web', 0)).toBe(false);
  });

  test('RS-CNT-003: a pod that is gone already is no failure, any other refusal is one', () => {
    const { sync, syncAfresh, set, scale, expectations } = start({ replicas: 2 });
    syncAfresh();
    scale(0);
    const gone = { ok: false, error: 'NotFound', message: 'gone' } as const;
    expect(sync((each) => (each.verb === 'delete' ? gone : undefined)).result).toBe('done');
    expect(expectations.areMet('web', 0)).toBe(true);
    expect(sync((each) => (each.verb === 'delete' ? refusal : undefined)).result).toBe('retry');
    expect(conditionOf(set(), 'ReplicaFailure')?.reason).toBe('FailedDelete');
  });

  test('RS-OWN-004: a ReplicaSet that is being deleted only reports', () => {
    const { bench, sync, remove } = start({ replicas: 2 });
    remove('ReplicaSet', 'web', 'Foreground');
    bench.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'orphan', labels: { app: 'web' } },
      spec: template('a').spec,
    });
    expect(verbsOf(sync().requests)).toEqual(['updateStatus']);
  });
});

describe('owning', () => {
  const orphan = (labels: Record<string, string>) =>
    ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'orphan', labels },
      spec: template('a').spec,
    }) as const;

  test('RS-OWN-001: adopts a matching orphan after a live look at itself', () => {
    const { bench, sync, list, set } = start({ replicas: 1 });
    bench.create(orphan({ app: 'web' }));
    expect(verbsOf(sync().requests)).toEqual(['get', 'update', 'updateStatus']);
    expect(list('Pod')[0]?.metadata.ownerReferences?.[0]?.uid).toBe(set().metadata.uid);
    expect(list('Pod')).toHaveLength(1);
  });

  test('RS-OWN-001: adopts nothing once it is being deleted, unknown to its cache', () => {
    const { bench, sync, list } = start({ replicas: 1 });
    bench.create(orphan({ app: 'web' }));
    bench.freeze();
    bench.remove('ReplicaSet', 'web', 'Foreground');
    expect(sync().result).toBe('retry');
    expect(list('Pod')[0]?.metadata.ownerReferences).toBeUndefined();
  });

  test('RS-OWN-001: a pod that ended is not adopted', () => {
    const { bench, sync, list } = start({ replicas: 0 });
    bench.report({ ...bench.create(orphan({ app: 'web' })), status: { phase: 'Succeeded' } });
    sync();
    expect(list('Pod')[0]?.metadata.ownerReferences).toBeUndefined();
  });

  test('RS-OWN-003: lets a relabelled pod go and replaces it', () => {
    const { bench, syncAfresh, list } = start({ replicas: 1 });
    syncAfresh();
    const [pod] = list('Pod') as [Pod];
    bench.update({ ...pod, metadata: { ...pod.metadata, labels: { app: 'other' } } });
    const { requests } = syncAfresh();
    expect(verbsOf(requests)).toEqual(['update', 'create']);
    expect(list('Pod').map((each) => each.metadata.ownerReferences?.length ?? 0)).toEqual([0, 1]);
  });
});

describe('the process', () => {
  const controllerOfVersion = (version: string) => replicaSetController(featuresOf(version));

  test('RS-CNT-002: waits for its own writes since 1.36', () => {
    expect(controllerOfVersion('1.36.0').readsItsWrites).toEqual(['Pod', 'ReplicaSet']);
    expect(controllerOfVersion('1.35.0').readsItsWrites).toEqual([]);
  });

  test('handlers wake the owner, and keep count of what was expected', () => {
    const { bench, list } = start({ replicas: 1, minReadySeconds: 5 });
    const controller = controllerOfVersion('1.36.3');
    const handle = (before?: Pod, after?: Pod) =>
      controller.handle({ kind: 'Pod', before, after }, bench.context);
    bench.freeze();
    bench.run(controller.sync('web', bench.context));
    bench.thaw();
    const [pod] = list('Pod') as [Pod];
    expect(handle(undefined, pod)).toEqual([{ key: 'web' }]);
    expect(handle(pod, ready(pod, 0))).toEqual([{ key: 'web' }, { key: 'web', afterMs: 5000 }]);
    bench.remove('Pod', pod.metadata.name);
    expect(handle(pod, undefined)).toEqual([{ key: 'web' }]);
    bench.run(controller.sync('web', bench.context));
    expect(list('Pod')).toHaveLength(1);
  });

  test('RS-OWN-001: an orphan is offered to whoever selects it', () => {
    const { bench } = start();
    const controller = controllerOfVersion('1.36.3');
    const pod = (labels: Record<string, string>) => {
      const metadata = { generateName: 'x-', labels };
      return bench.create({ apiVersion: 'v1', kind: 'Pod', metadata, spec: template('a').spec });
    };
    const offered = (before: Pod | undefined, after: Pod) =>
      controller.handle({ kind: 'Pod', before, after }, bench.context);
    const [mine, other] = [pod({ app: 'web' }), pod({ app: 'api' })];
    expect(offered(undefined, mine)).toEqual([{ key: 'web' }]);
    expect(offered(undefined, other)).toEqual([]);
    expect(offered(other, mine)).toEqual([{ key: 'web' }]);
    expect(offered(mine, mine)).toEqual([]);
  });
});
