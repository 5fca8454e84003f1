import { describe, expect, test } from 'vitest';
import type { StatefulSet } from '../../../../specs/kubernetes.ts';
import type { Bench } from '../bench.ts';
import { bench } from '../bench.ts';
import { statefulSetController } from '../statefulset.ts';
import { claimTemplates, statefulSet, template } from './fixture.ts';

type Policy = NonNullable<StatefulSet['spec']['persistentVolumeClaimRetentionPolicy']>;

function settled(policy: Policy = {}, changes: Partial<StatefulSet['spec']> = {}): Bench {
  const world = bench(statefulSetController);
  const spec = { volumeClaimTemplates: claimTemplates, ...changes };
  world.create(statefulSet({ ...spec, persistentVolumeClaimRetentionPolicy: policy }));
  world.settle('web');
  return world;
}

/** What owns each claim: `data-web-0: StatefulSet/web`. */
const owners = ({ list }: Bench) =>
  list('PersistentVolumeClaim').map(({ metadata }) => {
    const references = metadata.ownerReferences ?? [];
    const named = references.map(({ kind, name }) => `${kind}/${name}`);
    return `${metadata.name}: ${named.join() || 'nobody'}`;
  });

const claimsAndPods = (requests: readonly string[]) =>
  requests.filter((request) => / (PersistentVolumeClaim|Pod)\//.test(request));

describe('the claims of a StatefulSet', () => {
  test('come before their pod and are mounted by it (STS-PVC-001, STS-PVC-002)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet({ volumeClaimTemplates: claimTemplates, ordinals: { start: 4 } }));
    expect(claimsAndPods(world.sync('web').requests)).toEqual([
      'create PersistentVolumeClaim/data-web-4',
      'create Pod/web-4',
    ]);
    const claim = world.get('PersistentVolumeClaim', 'data-web-4');
    expect(claim.metadata.labels).toEqual({ app: 'web' }); // STS-PVC-009
    expect(world.get('Pod', 'web-4').spec.volumes).toEqual([
      { name: 'data', persistentVolumeClaim: { claimName: 'data-web-4' } },
    ]);
  });

  test('keep a pod from being created while one cannot be (STS-PVC-002)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet({ volumeClaimTemplates: claimTemplates }));
    const { requests, result } = world.sync('web', ({ verb, ...request }) =>
      verb === 'create' && 'object' in request && request.object.kind === 'PersistentVolumeClaim'
        ? 'Forbidden'
        : undefined,
    );
    expect(claimsAndPods(requests)).toEqual(['create PersistentVolumeClaim/data-web-0']);
    expect(result).toBe('retry');
  });

  test('are used again (STS-PVC-003, STS-ID-006)', () => {
    const world = settled();
    world.patch('StatefulSet', 'web', { replicas: 1 });
    world.settle('web');
    expect(world.names('PersistentVolumeClaim')).toHaveLength(3);
    world.patch('StatefulSet', 'web', { replicas: 2 });
    expect(claimsAndPods(world.settle('web'))).toEqual(['create Pod/web-1']);
  });

  test('that go missing under a pending pod come back (STS-PVC-008)', () => {
    const world = bench(statefulSetController);
    world.create(statefulSet({ volumeClaimTemplates: claimTemplates }));
    world.sync('web');
    const name = 'data-web-0';
    const release = { metadata: { finalizers: null } };
    world.send({ verb: 'patch', kind: 'PersistentVolumeClaim', name, patch: release });
    world.send({ verb: 'delete', kind: 'PersistentVolumeClaim', name });
    expect(claimsAndPods(world.sync('web').requests)).toEqual([
      'create PersistentVolumeClaim/data-web-0',
    ]);
  });

  test('that are being deleted keep a pod from being created (STS-PVC-008)', () => {
    const world = settled();
    world.send({ verb: 'delete', kind: 'PersistentVolumeClaim', name: 'data-web-2' });
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-2', gracePeriodSeconds: 0 });
    expect(world.get('PersistentVolumeClaim', 'data-web-2').metadata).toHaveProperty(
      'deletionTimestamp',
    );
    const { requests, result } = world.sync('web');
    expect(claimsAndPods(requests)).toEqual([]);
    expect(result).toBe('retry');
  });
});

describe('the retention policy', () => {
  // whenScaled, whenDeleted, owners of a wanted pod's claims, owners of a condemned pod's claims.
  test.each([
    ['Retain', 'Retain', 'nobody', 'nobody'],
    ['Retain', 'Delete', 'StatefulSet/web', 'StatefulSet/web'],
    ['Delete', 'Retain', 'nobody', 'Pod/web-1'],
    ['Delete', 'Delete', 'StatefulSet/web', 'Pod/web-1'],
  ] as const)('%s/%s (STS-PVC-007)', (whenScaled, whenDeleted, wanted, condemned) => {
    const world = settled({ whenScaled, whenDeleted }, { replicas: 2 });
    expect(owners(world)).toEqual([`data-web-0: ${wanted}`, `data-web-1: ${wanted}`]);
    world.patch('StatefulSet', 'web', { replicas: 1 });
    const requests = claimsAndPods(world.sync('web').requests);
    expect(owners(world)).toEqual([`data-web-0: ${wanted}`, `data-web-1: ${condemned}`]);
    expect(requests.at(-1)).toBe('delete Pod/web-1'); // STS-PVC-006: the claims first
  });

  test('applies to claims that are there when it changes (STS-PVC-007)', () => {
    const world = settled();
    const policy = { whenDeleted: 'Delete', whenScaled: 'Retain' };
    world.patch('StatefulSet', 'web', { persistentVolumeClaimRetentionPolicy: policy });
    world.settle('web');
    expect(owners(world).filter((line) => !line.endsWith(': StatefulSet/web'))).toEqual([]);
  });

  test('never gives up the claims of a pod that is replaced (STS-PVC-006)', () => {
    const world = settled({ whenScaled: 'Delete' });
    world.patch('StatefulSet', 'web', { template: template('b') });
    world.settle('web');
    world.send({ verb: 'delete', kind: 'Pod', name: 'web-1', gracePeriodSeconds: 30 });
    world.settle('web');
    expect(owners(world).filter((line) => !line.endsWith(': nobody'))).toEqual([]);
  });

  test('takes the reference back when the pod is wanted again', () => {
    const world = settled({ whenScaled: 'Delete' });
    world.setReady('web-0', false);
    world.patch('StatefulSet', 'web', { replicas: 2 });
    world.setReady('web-0', true);
    world.sync('web', ({ verb }) => (verb === 'delete' ? 'Unavailable' : undefined));
    expect(owners(world)).toContain('data-web-2: Pod/web-2');
    world.patch('StatefulSet', 'web', { replicas: 3 });
    world.settle('web');
    expect(owners(world)).toContain('data-web-2: nobody');
  });

  test('waits for the claim of a former pod to go, and is not woken by it (STS-PVC-008)', () => {
    const world = settled({ whenScaled: 'Delete' });
    world.patch('StatefulSet', 'web', { replicas: 2 });
    world.settle('web');
    world.patch('StatefulSet', 'web', { replicas: 3 });
    const { requests, result } = world.sync('web');
    expect(claimsAndPods(requests)).toEqual([]);
    expect(result).toBe('done');
  });

  test('leaves a claim alone that another controller manages (STS-PVC-008)', () => {
    const world = bench(statefulSetController);
    const other = {
      apiVersion: 'v1',
      kind: 'Vault',
      name: 'safe',
      uid: 'safe-uid',
      controller: true,
    };
    world.create({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data-web-0', ownerReferences: [other] },
      spec: {},
    });
    const persistentVolumeClaimRetentionPolicy = { whenDeleted: 'Delete' } as const;
    const changes = { volumeClaimTemplates: claimTemplates, persistentVolumeClaimRetentionPolicy };
    world.create(statefulSet(changes));
    world.settle('web');
    expect(owners(world)).toContain('data-web-0: Vault/safe');
    expect(owners(world)).toContain('data-web-1: StatefulSet/web');
  });
});
