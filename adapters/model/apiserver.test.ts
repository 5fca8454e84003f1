import { describe, expect, test } from 'vitest';
import type { Deployment, Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { makePod, makeWorkload, must, pass, podDraft, worldWithoutControllers } from './fixture.ts';

describe('create', () => {
  test('gives an object its identity', () => {
    const world = worldWithoutControllers();
    pass(world, 2500);
    const { metadata } = makePod(world, 'a');
    expect(metadata).toMatchObject({
      name: 'a',
      namespace: 'plimsoll',
      resourceVersion: '1',
      creationTimestamp: '2026-01-01T00:00:02Z',
    });
    const hex = '[0-9a-f]';
    const uid = `^${hex}{8}-${hex}{4}-4${hex}{3}-a${hex}{3}-${hex}{12}$`;
    expect(metadata.uid).toMatch(new RegExp(uid));
  });

  test('RS-NAME-001: a generated name is the cut base and five safe characters', () => {
    const world = worldWithoutControllers();
    const { metadata, ...rest } = podDraft('') as Pod;
    const generateName = `${'x'.repeat(62)}-`;
    const object = { ...rest, metadata: { ...metadata, generateName } } as Pod;
    const { name } = must(world, { verb: 'create', object }).metadata;
    expect(name).toMatch(/^x{58}[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  });

  test('refuses a name that is taken', () => {
    const world = worldWithoutControllers();
    makePod(world, 'a');
    const second = world.server.execute({ verb: 'create', object: podDraft('a') }, 'user');
    expect(second).toMatchObject({ ok: false, error: 'AlreadyExists' });
  });

  test('NL-002: pods get five minutes on a lost node, unless they say otherwise', () => {
    const world = worldWithoutControllers();
    const seconds = (name: string, pod: Pod) =>
      pod.spec.tolerations?.filter(({ key }) => key === name).map((each) => each.tolerationSeconds);
    const plain = makePod(world, 'plain');
    expect(seconds('node.kubernetes.io/not-ready', plain)).toEqual([300]);
    expect(seconds('node.kubernetes.io/unreachable', plain)).toEqual([300]);
    const own = { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' };
    const staying = makePod(world, 'staying', {
      spec: { tolerations: [own] } as unknown as Pod['spec'],
    });
    expect(seconds('node.kubernetes.io/unreachable', staying)).toEqual([undefined]);
  });
});

describe('update', () => {
  test('only replaces the version that was read', () => {
    const world = worldWithoutControllers();
    const read = makePod(world, 'a');
    const label = (app: string) => ({ ...read, metadata: { ...read.metadata, labels: { app } } });
    must(world, { verb: 'update', object: label('x') });
    const late = world.server.execute({ verb: 'update', object: label('y') }, 'user');
    expect(late).toMatchObject({ ok: false, error: 'Conflict' });
  });

  test('an update that changes nothing is not stored', () => {
    const world = worldWithoutControllers();
    const pod = makePod(world, 'a');
    must(world, { verb: 'update', object: structuredClone(pod) });
    expect(world.store.revision()).toBe(1);
  });

  test('a namesake with another uid is another object', () => {
    const world = worldWithoutControllers();
    const old = makePod(world, 'a');
    must(world, { verb: 'delete', kind: 'Pod', name: 'a' });
    makePod(world, 'a');
    const patch = { metadata: { labels: { app: 'x' } } };
    const { uid } = old.metadata;
    expect(
      world.server.execute({ verb: 'patch', kind: 'Pod', name: 'a', uid, patch }, 'user'),
    ).toMatchObject({ ok: false, error: 'Conflict' });
    expect(
      world.server.execute({ verb: 'delete', kind: 'Pod', name: 'a', uid }, 'user'),
    ).toMatchObject({ ok: false, error: 'Conflict' });
  });

  test('shares what it does not change with the version before', () => {
    const world = worldWithoutControllers();
    const before = makeWorkload(world, 'ReplicaSet', 'web') as ReplicaSet;
    const scale = { verb: 'scale', kind: 'ReplicaSet', name: 'web', replicas: 4 } as const;
    const after = must(world, scale) as ReplicaSet;
    expect(after.spec.template).toBe(before.spec.template);
    expect(after.status).toBe(before.status);
  });
});

describe('generation', () => {
  const annotate = (annotations: object) => ({ metadata: { annotations } });

  test('DEP-API-004: a Deployment counts changes of its spec and of its annotations', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'Deployment', 'web');
    const patch = (change: object) =>
      must(world, { verb: 'patch', kind: 'Deployment', name: 'web', patch: change }).metadata;
    expect(patch({ spec: { replicas: 3 } }).generation).toBe(2);
    expect(patch(annotate({ note: 'x' })).generation).toBe(3);
    expect(patch({ metadata: { labels: { team: 'x' } } }).generation).toBe(3);
    expect(patch({ spec: { replicas: 3 } }).generation).toBe(3);
  });

  test('the controller keeps its annotation up to date without raising it', () => {
    const world = worldWithoutControllers();
    const made = makeWorkload(world, 'Deployment', 'web') as Deployment;
    const annotations = { 'deployment.kubernetes.io/revision': '1' };
    const object: Deployment = {
      ...made,
      metadata: { ...made.metadata, annotations },
      spec: { ...made.spec, replicas: 9 },
      status: { observedGeneration: 1 },
    };
    const after = must(world, { verb: 'updateStatus', object }, 'deployment-controller');
    expect(after.metadata).toMatchObject({ annotations, generation: 1 });
    expect((after as Deployment).spec.replicas).toBe(1);
  });

  test.for(['ReplicaSet', 'StatefulSet', 'DaemonSet'] as const)(
    'a %s counts changes of its spec only',
    (kind) => {
      const world = worldWithoutControllers();
      makeWorkload(world, kind, 'web');
      const patch = (change: object) =>
        must(world, { verb: 'patch', kind, name: 'web', patch: change }).metadata.generation;
      expect(patch(annotate({ note: 'x' }))).toBe(1);
      expect(patch({ spec: { minReadySeconds: 5 } })).toBe(2);
    },
  );

  test('the mark of deletion raises it too', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'Deployment', 'web');
    const after = must(world, {
      verb: 'delete',
      kind: 'Deployment',
      name: 'web',
      propagationPolicy: 'Foreground',
    });
    expect(after.metadata).toMatchObject({ generation: 2, finalizers: ['foregroundDeletion'] });
  });
});

describe('scale', () => {
  test('DEP-SCALE-006: changes the size and nothing else', () => {
    const world = worldWithoutControllers();
    const before = makeWorkload(world, 'Deployment', 'web', { minReadySeconds: 3 }) as Deployment;
    const scale = { verb: 'scale', kind: 'Deployment', name: 'web', replicas: 4 } as const;
    const after = must(world, scale) as Deployment;
    expect(after.spec).toEqual({ ...before.spec, replicas: 4 });
    expect(after.metadata.generation).toBe(2);
  });

  test('a DaemonSet has no size', () => {
    const world = worldWithoutControllers();
    makeWorkload(world, 'DaemonSet', 'web');
    const scale = { verb: 'scale', kind: 'DaemonSet', name: 'web', replicas: 4 } as const;
    expect(world.server.execute(scale, 'user')).toMatchObject({ ok: false, error: 'NotFound' });
  });
});

describe('bind', () => {
  test('assigns a node once', () => {
    const world = worldWithoutControllers();
    const pod = makePod(world, 'a');
    const bound = must(world, { verb: 'bind', pod, nodeName: 'node-0' }) as Pod;
    expect(bound.spec.nodeName).toBe('node-0');
    expect(bound.status.conditions).toMatchObject([{ type: 'PodScheduled', status: 'True' }]);
    const again = world.server.execute({ verb: 'bind', pod, nodeName: 'node-1' }, 'scheduler');
    expect(again).toMatchObject({ ok: false, error: 'Conflict' });
  });

  test('a pod spec does not change otherwise', () => {
    const world = worldWithoutControllers();
    makePod(world, 'a');
    const patch = { spec: { nodeName: 'node-0' } };
    const response = world.server.execute({ verb: 'patch', kind: 'Pod', name: 'a', patch }, 'user');
    expect(response).toMatchObject({ ok: false, error: 'Invalid' });
  });
});
