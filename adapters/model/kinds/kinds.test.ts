import { describe, expect, test } from 'vitest';
import { featuresOf } from '../../../specs/features.ts';
import type { DaemonSet, Deployment, Kind, StatefulSet } from '../../../specs/kubernetes.ts';
import { makeWorkload, must, worldWithoutControllers } from '../fixture.ts';

const world = () => worldWithoutControllers();

/** Why a create with these fields is refused; empty: it is accepted. */
function refusalOf(kind: Kind, fields: object, name = 'web'): string {
  try {
    makeWorkload(world(), kind, name, fields);
    return '';
  } catch (error) {
    return String(error);
  }
}

const rolling = (rollingUpdate: object) => ({ strategy: { type: 'RollingUpdate', rollingUpdate } });
const updating = (rollingUpdate: object, type = 'RollingUpdate') => ({
  updateStrategy: { type, rollingUpdate },
});

describe('Deployment', () => {
  test('DEP-API-003: only what is absent is defaulted', () => {
    const { spec } = makeWorkload(world(), 'Deployment', 'web') as Deployment;
    expect(spec).toMatchObject({
      replicas: 1,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    });
    const own = { replicas: 0, revisionHistoryLimit: 0, ...rolling({ maxSurge: 2 }) };
    expect((makeWorkload(world(), 'Deployment', 'web', own) as Deployment).spec).toMatchObject({
      replicas: 0,
      revisionHistoryLimit: 0,
      strategy: { rollingUpdate: { maxSurge: 2, maxUnavailable: '25%' } },
    });
  });

  test.for<[string, object]>([
    ['DEP-API-001: no selector', { selector: undefined }],
    ['DEP-API-001: an empty selector', { selector: {} }],
    ['DEP-API-001: another selector', { selector: { matchLabels: { app: 'other' } } }],
    ['DEP-API-002: both limits zero', rolling({ maxSurge: 0, maxUnavailable: 0 })],
    ['DEP-API-002: zero per cent is zero', rolling({ maxSurge: '0%', maxUnavailable: 0 })],
    ['DEP-API-002: more than all', rolling({ maxUnavailable: '101%' })],
    ['DEP-API-002: not a percentage', rolling({ maxUnavailable: '1' })],
    ['DEP-API-002: negative surge', rolling({ maxSurge: -1 })],
    ['DEP-API-002: limits with Recreate', { strategy: { type: 'Recreate', rollingUpdate: {} } }],
    ['negative replicas', { replicas: -1 }],
    ['a deadline that readiness cannot meet', { minReadySeconds: 5, progressDeadlineSeconds: 5 }],
  ])('refuses %s', ([, fields]) => {
    expect(refusalOf('Deployment', fields)).toContain('Invalid');
  });

  test.for<[string, object]>([
    ['a surge of three times the size', rolling({ maxSurge: '300%' })],
    ['more unavailable than there are', rolling({ maxUnavailable: 50 })],
    ['percentages that come to nothing', rolling({ maxSurge: 0, maxUnavailable: '1%' })],
    ['Recreate', { strategy: { type: 'Recreate' } }],
  ])('DEP-API-002: accepts %s', ([, fields]) => {
    expect(refusalOf('Deployment', fields)).toBe('');
  });

  test('DEP-API-001: the selector is frozen, the labels only have to go on matching', () => {
    const one = world();
    makeWorkload(one, 'Deployment', 'web');
    const change = (path: string, value: unknown) =>
      one.server.execute(
        {
          verb: 'jsonPatch',
          kind: 'Deployment',
          name: 'web',
          operations: [{ op: 'add', path, value }],
        },
        'user',
      ).ok;
    expect(change('/spec/selector', { matchLabels: { app: 'web', tier: 'x' } })).toBe(false);
    const template = (labels: object) => ({ metadata: { labels }, spec: { containers: [] } });
    expect(change('/spec/template', template({ app: 'web', tier: 'x' }))).toBe(true);
    expect(change('/spec/template', template({ tier: 'x' }))).toBe(false);
  });

  test('a field that a patch removes is defaulted again', () => {
    const one = world();
    makeWorkload(one, 'Deployment', 'web', { replicas: 5, minReadySeconds: 3 });
    const patched = must(one, {
      verb: 'jsonPatch',
      kind: 'Deployment',
      name: 'web',
      operations: ['replicas', 'minReadySeconds'].map((field) => {
        return { op: 'add', path: `/spec/${field}`, value: null };
      }),
    }) as Deployment;
    expect(patched.spec.replicas).toBe(1);
    expect(patched.spec.minReadySeconds).toBeUndefined();
  });

  test('DEP-STAT-003: a status that contradicts itself is refused', () => {
    const one = world();
    const made = makeWorkload(one, 'Deployment', 'web') as Deployment;
    const object = { ...made, status: { replicas: 1, readyReplicas: 1, availableReplicas: 2 } };
    const response = one.server.execute({ verb: 'updateStatus', object }, 'deployment-controller');
    expect(response).toMatchObject({ ok: false, error: 'Invalid' });
  });
});

describe('StatefulSet', () => {
  test('STS-API-003: defaults, and the edge between the two spellings', () => {
    const plain = makeWorkload(world(), 'StatefulSet', 'web') as StatefulSet;
    expect(plain.spec).toMatchObject({
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
    const typed = makeWorkload(world(), 'StatefulSet', 'web', {
      updateStrategy: { type: 'RollingUpdate' },
    }) as StatefulSet;
    expect(typed.spec.updateStrategy).toEqual({ type: 'RollingUpdate' });
  });

  test('STS-API-002: maxUnavailable exists only with its gate', () => {
    const fields = updating({ maxUnavailable: 2 });
    const strategyWith = (gate: boolean) => {
      const features = featuresOf('1.36', { MaxUnavailableStatefulSet: gate });
      const one = worldWithoutControllers(1, {}, features);
      const made = makeWorkload(one, 'StatefulSet', 'web', fields) as StatefulSet;
      return made.spec.updateStrategy.rollingUpdate;
    };
    expect(strategyWith(false)).toEqual({ partition: 0 });
    expect(strategyWith(true)).toEqual({ partition: 0, maxUnavailable: 2 });
  });

  test.for<[string, object, string?]>([
    ['an unknown policy', { podManagementPolicy: 'Sorted' }],
    ['limits with OnDelete', updating({ partition: 0 }, 'OnDelete')],
    ['a negative partition', updating({ partition: -1 })],
    ['a negative start', { ordinals: { start: -1 } }],
    ['an unknown retention', { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Keep' } }],
    ['a service name that is none', { serviceName: 'Web' }],
    ['a name that is not a label', {}, 'web.example'],
  ])('STS-API-002: refuses %s', ([, fields, name]) => {
    expect(refusalOf('StatefulSet', fields, name)).toContain('Invalid');
  });

  test('STS-API-002: accepts a partition beyond the last ordinal', () => {
    expect(refusalOf('StatefulSet', { replicas: 2, ...updating({ partition: 9 }) })).toBe('');
  });

  test.for<[string, unknown, boolean]>([
    ['replicas', 5, true],
    ['ordinals', { start: 3 }, true],
    ['minReadySeconds', 5, true],
    ['persistentVolumeClaimRetentionPolicy', { whenScaled: 'Delete' }, true],
    ['serviceName', 'other', false],
    ['podManagementPolicy', 'Parallel', false],
    ['volumeClaimTemplates', [{ metadata: { name: 'data' }, spec: {} }], false],
  ])('STS-API-001: may %s change to %j? %s', ([field, value, isAllowed]) => {
    const one = world();
    makeWorkload(one, 'StatefulSet', 'web', { serviceName: 'web' });
    const operations = [{ op: 'add', path: `/spec/${field}`, value }] as const;
    const response = one.server.execute(
      { verb: 'jsonPatch', kind: 'StatefulSet', name: 'web', operations },
      'user',
    );
    expect(response.ok).toBe(isAllowed);
  });
});

describe('DaemonSet', () => {
  test('DS-API-002: defaults', () => {
    const { spec, metadata } = makeWorkload(world(), 'DaemonSet', 'web') as DaemonSet;
    expect(spec).toMatchObject({
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      revisionHistoryLimit: 10,
    });
    expect(metadata.annotations).toEqual({ 'deprecated.daemonset.template.generation': '1' });
  });

  test('DS-API-002: OnDelete has no limits', () => {
    const fields = { updateStrategy: { type: 'OnDelete' } };
    const { spec } = makeWorkload(world(), 'DaemonSet', 'web', fields) as DaemonSet;
    expect(spec.updateStrategy).toEqual({ type: 'OnDelete' });
  });

  test.for<[string, object]>([
    ['both limits', updating({ maxUnavailable: 1, maxSurge: 1 })],
    ['a surge beside the default', updating({ maxSurge: 1 })],
    ['neither limit', updating({ maxUnavailable: '0%', maxSurge: 0 })],
    ['more than all', updating({ maxUnavailable: 0, maxSurge: '101%' })],
  ])('DS-API-001: refuses %s', ([, fields]) => {
    expect(refusalOf('DaemonSet', fields)).toContain('Invalid');
  });

  test('DS-API-001: accepts a surge when nothing may be unavailable', () => {
    expect(refusalOf('DaemonSet', updating({ maxUnavailable: 0, maxSurge: 1 }))).toBe('');
  });

  test('DS-API-002: a new template is counted, whatever else a patch says', () => {
    const one = world();
    const made = makeWorkload(one, 'DaemonSet', 'web') as DaemonSet;
    const annotations = { 'deprecated.daemonset.template.generation': '7' };
    const patch = { metadata: { annotations }, spec: { minReadySeconds: 1 } };
    const same = must(one, { verb: 'patch', kind: 'DaemonSet', name: 'web', patch });
    expect(same.metadata.annotations).toEqual(made.metadata.annotations);
    const template = { spec: { hostNetwork: true } };
    const next = must(one, {
      verb: 'patch',
      kind: 'DaemonSet',
      name: 'web',
      patch: { spec: { template } },
    });
    expect(Object.values(next.metadata.annotations ?? {})).toEqual(['2']);
  });
});

describe('claims and revisions', () => {
  test('STS-PVC-010: a claim is protected from the start and keeps its volume', () => {
    const one = world();
    const object = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data' },
      spec: { volumeName: 'v1' },
    } as const;
    const made = must(one, { verb: 'create', object });
    expect(made.metadata.finalizers).toEqual(['kubernetes.io/pvc-protection']);
    const patch = { spec: { volumeName: 'v2' } };
    expect(
      one.server.execute(
        { verb: 'patch', kind: 'PersistentVolumeClaim', name: 'data', patch },
        'user',
      ).ok,
    ).toBe(false);
  });

  test('DS-REV-001: the data of a revision is frozen, its number is not', () => {
    const one = world();
    const object = {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: { name: 'web-1' },
      data: { spec: 1 },
      revision: 1,
    } as const;
    must(one, { verb: 'create', object });
    const patch = (change: object) =>
      one.server.execute(
        { verb: 'patch', kind: 'ControllerRevision', name: 'web-1', patch: change },
        'user',
      ).ok;
    expect(patch({ revision: 4 })).toBe(true);
    expect(patch({ data: { spec: 2 } })).toBe(false);
  });
});
