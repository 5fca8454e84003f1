import { describe, expect, test } from 'vitest';
import { bench } from './bench.ts';
import { daemonSetController } from './daemonset.ts';
import { daemonSet, images, node, podOn, settled, taint, template } from './daemonset/fixture.ts';

const podRequests = (requests: readonly string[]) =>
  requests.filter((request) => request.includes(' Pod/'));

const taintPatch = (name: string, taints: unknown) =>
  ({ verb: 'patch', kind: 'Node', name, patch: { spec: { taints } } }) as const;

describe('placement', () => {
  test('puts one pod on every eligible node, pinned to it (DS-NODE-001, DS-NODE-007)', () => {
    const world = bench(daemonSetController);
    const nodeSelector = { disk: 'ssd' };
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'zone', operator: 'In', values: ['east'] } as const] },
          ],
        },
      },
    };
    world.create(node('n0', { labels: { disk: 'ssd', zone: 'east' } }));
    world.create(node('n1', { labels: { disk: 'ssd', zone: 'west' } }));
    world.create(node('n2', { labels: { zone: 'east' } }));
    const { metadata = {}, spec } = template('a');
    world.create(daemonSet({ template: { metadata, spec: { ...spec, nodeSelector, affinity } } }));
    expect(podRequests(world.sync('log').requests)).toEqual(['create Pod/log-']);
    const [pod] = world.list('Pod');
    expect(pod?.spec.nodeName).toBeUndefined();
    expect(pod?.spec.nodeSelector).toEqual(nodeSelector);
    expect(
      pod?.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution,
    ).toEqual({
      nodeSelectorTerms: [
        { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n0'] }] },
      ],
    });
    expect(pod?.metadata.name).toMatch(/^log-[a-z0-9]{5}$/); // DS-NODE-010
  });

  test('heeds taints, but not those that daemons tolerate (DS-NODE-003, DS-NODE-006)', () => {
    const world = bench(daemonSetController);
    const cordoned = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' } as const;
    const lost = { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' } as const;
    world.create(node('n0', { taints: [taint('NoSchedule')] }));
    world.create(node('n1', { taints: [taint('PreferNoSchedule')] }));
    world.create(node('n2', { taints: [cordoned, lost] }));
    world.create(daemonSet());
    world.settle('log');
    expect(images(world)).toEqual(['n1:a', 'n2:a']);
  });

  test('lets a pod stay under NoSchedule, not under NoExecute (DS-NODE-003)', () => {
    const world = settled(2);
    world.send(taintPatch('n0', [taint('NoSchedule')]));
    world.settle('log');
    expect(images(world)).toEqual(['n0:a', 'n1:a']);
    expect(world.get('DaemonSet', 'log').status).toMatchObject({
      desiredNumberScheduled: 1,
      currentNumberScheduled: 1,
      numberMisscheduled: 1,
    });
    world.send(taintPatch('n0', [taint('NoExecute')]));
    world.settle('log');
    expect(images(world)).toEqual(['n1:a']);
  });

  test('does not revive a pod where none may start (DS-FAIL-003)', () => {
    const world = settled(1);
    world.send(taintPatch('n0', [taint('NoSchedule')]));
    const name = podOn(world, 'n0');
    world.send({ verb: 'delete', kind: 'Pod', name, gracePeriodSeconds: 0 });
    world.settle('log');
    expect(images(world)).toEqual([]);
  });

  test('waits for a terminating pod to go (DS-NODE-002)', () => {
    const world = settled(1);
    const name = podOn(world, 'n0');
    world.send({ verb: 'delete', kind: 'Pod', name, gracePeriodSeconds: 30 });
    expect(podRequests(world.sync('log').requests)).toEqual([]);
    world.reap();
    expect(podRequests(world.sync('log').requests)).toEqual(['create Pod/log-']);
  });

  test('keeps the oldest of several pods (DS-NODE-009)', () => {
    const world = settled(1);
    const [oldest] = world.list('Pod');
    world.pass(5_000);
    const { metadata, spec } = template('a');
    for (const name of ['log-1', 'log-2']) {
      const labels = metadata?.labels ?? {};
      const pinned = { ...spec, nodeName: 'n0' };
      world.create({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels }, spec: pinned });
    }
    world.settle('log');
    expect(world.names('Pod')).toEqual([oldest?.metadata.name]);
  });

  test('deletes pods that wait for a node that is gone (DS-NODE-005)', () => {
    const world = bench(daemonSetController);
    world.create(node('n0'));
    world.create(daemonSet());
    world.sync('log');
    world.send({ verb: 'delete', kind: 'Node', name: 'n0' });
    world.sync('log');
    expect(world.names('Pod')).toEqual([]);
  });
});

describe('ended pods', () => {
  test('that failed are replaced at once, then more and more slowly (DS-FAIL-001)', () => {
    const world = settled(1);
    const fail = () => {
      world.start();
      world.setPhase(podOn(world, 'n0'), 'Failed');
    };
    fail();
    world.settle('log');
    expect(world.list('Pod')).toHaveLength(1);
    fail();
    const held = world.sync('log');
    expect(podRequests(held.requests)).toEqual([]);
    expect(held.result).toEqual({ requeueAfterMs: 1_000 });
    world.pass(1_000);
    expect(podRequests(world.sync('log').requests)).toHaveLength(1);
    world.settle('log');
    fail();
    world.pass(1_999);
    expect(podRequests(world.sync('log').requests)).toEqual([]);
    world.pass(1);
    expect(podRequests(world.sync('log').requests)).toHaveLength(1);
  });

  test('that succeeded are replaced without waiting (DS-FAIL-002)', () => {
    const world = settled(1);
    for (let round = 0; round < 2; round += 1) {
      const before = podOn(world, 'n0');
      world.setPhase(before, 'Succeeded');
      world.settle('log');
      expect(podOn(world, 'n0')).not.toBe(before);
    }
  });
});

describe('expectations', () => {
  test('hold the set back until its creates were seen (DS-NODE-002, DS-STAT-002)', () => {
    const world = bench(daemonSetController);
    world.create(node('n0'));
    world.create(daemonSet());
    world.freeze();
    world.sync('log');
    expect(podRequests(world.sync('log').requests)).toEqual([]);
    world.thaw();
    expect(podRequests(world.sync('log').requests)).toEqual([]);
    expect(world.list('Pod')).toHaveLength(1);
  });

  test('expire after five minutes, and end with the process (DS-NODE-002)', () => {
    for (const end of ['expire', 'restart'] as const) {
      const world = bench(daemonSetController);
      world.create(node('n0'));
      world.create(daemonSet());
      world.freeze();
      world.sync('log');
      expect(podRequests(world.sync('log').requests)).toEqual([]);
      if (end === 'expire') world.pass(300_001);
      else world.restart();
      expect(podRequests(world.sync('log').requests)).toEqual(['create Pod/log-']);
    }
  });

  test('do not count what was refused', () => {
    const world = settled(0);
    for (const name of ['n0', 'n1', 'n2']) world.create(node(name));
    const refuse = ({ verb }: { verb: string }) => (verb === 'create' ? 'Forbidden' : undefined);
    const { requests, result } = world.sync('log', refuse);
    expect(podRequests(requests)).toEqual(['create Pod/log-']);
    expect(result).toBe('retry');
    expect(requests.at(-1)).toBe('updateStatus DaemonSet/log'); // DS-STAT-003
    world.settle('log');
    expect(images(world)).toEqual(['n0:a', 'n1:a', 'n2:a']);
  });
});

describe('the set wakes', () => {
  test('for nodes that make a difference (DS-NODE-004)', () => {
    const world = settled(1);
    const after = world.get('Node', 'n0');
    const fresh = { ...after, metadata: { ...after.metadata, name: 'n1' } };
    const status = { conditions: [{ type: 'Ready', status: 'Unknown' as const }] };
    const tainted = { ...after, spec: { taints: [taint('NoExecute')] } };
    expect(world.wakes({ kind: 'Node', before: undefined, after: fresh })).toEqual(['log']);
    expect(world.wakes({ kind: 'Node', before: undefined, after })).toEqual([]);
    expect(world.wakes({ kind: 'Node', before: after, after: { ...after, status } })).toEqual([]);
    expect(world.wakes({ kind: 'Node', before: after, after: tainted })).toEqual(['log']);
    expect(world.wakes({ kind: 'Node', before: after, after: undefined })).toEqual([]);
    const relabelled = { ...after, metadata: { ...after.metadata, labels: { disk: 'ssd' } } };
    expect(world.wakes({ kind: 'Node', before: after, after: relabelled })).toEqual([]);
  });

  test('a second after a pod should be available (DS-STAT-004)', () => {
    const world = settled(1, { minReadySeconds: 5 });
    const after = world.get('Pod', podOn(world, 'n0'));
    const before = { ...after, status: {} };
    expect(world.wakes({ kind: 'Pod', before, after })).toEqual(['log', 'log6000']);
  });

  test('for orphans that match, pods and revisions alike (DS-OWN-001)', () => {
    const world = settled(1);
    for (const kind of ['Pod', 'ControllerRevision'] as const) {
      const [owned] = world.list(kind);
      if (owned === undefined) throw new Error(`no ${kind}`);
      const { ownerReferences: _owner, ...metadata } = owned.metadata;
      const orphan = { ...owned, metadata } as typeof owned;
      expect(world.wakes({ kind, before: undefined, after: orphan })).toEqual(['log']);
      expect(world.wakes({ kind, before: owned, after: orphan })).toEqual(['log', 'log']);
      expect(world.wakes({ kind, before: orphan, after: orphan })).toEqual([]);
    }
  });
});

describe('a set that is being deleted', () => {
  test('is left alone altogether (DS-DEL-001)', () => {
    const world = settled(1);
    const [pod] = world.names('Pod');
    world.send({ verb: 'delete', kind: 'DaemonSet', name: 'log', propagationPolicy: 'Foreground' });
    world.send({ verb: 'delete', kind: 'Pod', name: pod ?? '', gracePeriodSeconds: 0 });
    expect(world.sync('log').requests).toEqual([]);
  });
});
