import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../specs/kubernetes.ts';
import type { Command } from '../../specs/scenario.ts';
import { submitCommand } from './commands.ts';
import { StatusError } from './errors.ts';
import type { CaughtRequest } from './fixture.ts';
import { catchRequests, objectOf } from './fixture.ts';

const placement = { namespace: 'here', pool: 'here', image: 'pause' };
const target = { kind: 'StatefulSet', pick: 0 } as const;
const set = objectOf('StatefulSet', 'web', 4, {
  spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] },
});

async function submit(
  command: Command,
  resolved?: KubernetesObject,
  reply?: (request: CaughtRequest) => unknown,
  nodesAreGiven?: string,
) {
  const { rest, caught } = catchRequests(reply);
  const addNode = async () => objectOf('Node', 'here-n3', 5);
  const outcome = await submitCommand(
    { rest, placement, nodesAreGiven, addNode },
    command,
    resolved,
  );
  return { outcome, caught };
}

describe('a command', () => {
  test('to create sends the whole manifest and knows the object by its uid', async () => {
    const { outcome, caught } = await submit(
      { verb: 'create', kind: 'DaemonSet', name: 'agent', spec: { template: { revision: 'a' } } },
      undefined,
      () => objectOf('DaemonSet', 'agent', 4),
    );
    expect(outcome).toEqual({
      phase: 'ok',
      resolved: { kind: 'DaemonSet', name: 'agent', uid: 'uid-agent' },
    });
    expect(caught).toMatchObject([
      { verb: 'create', path: '/apis/apps/v1/namespaces/here/daemonsets', role: 'user' },
    ]);
  });

  test('to patch replaces what it names, if the object is still the chosen one', async () => {
    const change = { replicas: 2, template: { revision: 'b' } };
    const { caught } = await submit({ verb: 'patch', target, change }, set);
    expect(caught).toHaveLength(1);
    expect(caught[0]?.path).toBe('/apis/apps/v1/namespaces/here/statefulsets/web');
    expect(caught[0]?.body).toMatchObject([
      { op: 'test', path: '/metadata/uid', value: 'uid-web' },
      { op: 'add', path: '/spec/replicas', value: 2 },
      {
        op: 'add',
        path: '/spec/template',
        value: { spec: { containers: [{ volumeMounts: [{ name: 'data' }] }] } },
      },
    ]);
  });

  test('to edit sends the operations that fit the object as it is', async () => {
    const edits = { '/spec/replicas': null, '/metadata/annotations/a~1b': 'c' };
    const { caught } = await submit({ verb: 'edit', target, set: edits }, set, () => set);
    expect(caught).toMatchObject([
      {
        path: '/apis/apps/v1/namespaces/here/statefulsets/web',
        body: [
          { op: 'test', path: '/metadata/uid', value: 'uid-web' },
          { op: 'add', path: '/metadata/annotations', value: { 'a/b': 'c' } },
        ],
      },
    ]);
    const status = { verb: 'edit', target, set: { '/status/replicas': 1 } } as const;
    const other = await submit({ ...status, subresource: 'status' }, set, () => set);
    expect(other.caught[0]?.path).toBe('/apis/apps/v1/namespaces/here/statefulsets/web/status');
  });

  test('to plant sends a manifest of the same place', async () => {
    const plant = { verb: 'plant', kind: 'Pod', name: 'web-0', owner: target } as const;
    const { caught } = await submit(plant, set);
    expect(caught).toMatchObject([
      {
        verb: 'create',
        path: '/api/v1/namespaces/here/pods',
        body: { metadata: { namespace: 'here', ownerReferences: [{ uid: 'uid-web' }] } },
      },
    ]);
  });

  test('to restart patches the template; to undo needs a history', async () => {
    const restarted = await submit({ verb: 'rollout-restart', target }, set, () => set);
    expect(restarted.outcome.phase).toBe('ok');
    expect(restarted.caught).toMatchObject([{ body: [{ op: 'test' }, { op: 'add' }] }]);
    const undone = await submit({ verb: 'rollout-undo', target }, set, () => set);
    expect(undone.outcome).toEqual({ phase: 'rejected', reason: 'no earlier revision' });
    expect(undone.caught).toEqual([]);
  });

  test('to scale goes through the scale subresource', async () => {
    const { caught } = await submit({ verb: 'scale', target, replicas: 0 }, set);
    expect(caught).toMatchObject([
      {
        verb: 'mergePatch',
        path: '/apis/apps/v1/namespaces/here/statefulsets/web/scale',
        body: { spec: { replicas: 0 } },
      },
    ]);
  });

  test('to delete names the policy and the uid', async () => {
    const command = { verb: 'delete', target, propagationPolicy: 'Orphan' } as const;
    const { caught } = await submit(command, set);
    expect(caught[0]?.body).toEqual({ propagationPolicy: 'Orphan', uid: 'uid-web' });
  });

  test('to taint a node spares the taints of Kubernetes, and is repeated on conflict', async () => {
    const kept = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
    const old = { key: 'old', effect: 'NoSchedule' };
    const fresh = { key: 'new', effect: 'NoExecute' } as const;
    const node = objectOf('Node', 'here-n0', 7, { spec: { taints: [kept, old] } });
    let conflicts = 1;
    const { outcome, caught } = await submit(
      { verb: 'taint', target: { kind: 'Node', pick: 0 }, taints: [fresh] },
      node,
      ({ verb }) => {
        if (verb === 'mergePatch' && conflicts-- > 0) throw new StatusError(409, 'Conflict', '');
        return node;
      },
    );
    expect(outcome.phase).toBe('ok');
    expect(caught).toHaveLength(2);
    expect(caught[1]?.body).toMatchObject({
      metadata: { resourceVersion: '7' },
      spec: { taints: [kept, fresh] },
    });
  });

  test('that the API server refuses is rejected, with its reason', async () => {
    const { outcome } = await submit({ verb: 'scale', target, replicas: -1 }, set, () => {
      throw new StatusError(422, 'Invalid', 'must be non-negative');
    });
    const reason = 'Invalid: must be non-negative';
    expect(outcome).toEqual({ phase: 'rejected', reason, code: 422 });
  });

  test.for([
    { verb: 'add-node', node: {} },
    { verb: 'remove-node', target: { kind: 'Node', pick: 0 } },
    { verb: 'label', target: { kind: 'Node', pick: 0 }, labels: { a: 'b' } },
  ] as const)('$verb is skipped where the nodes belong to somebody else', async (command) => {
    const { outcome, caught } = await submit(command, objectOf('Node', 'n', 1), undefined, 'given');
    expect(outcome).toEqual({ phase: 'skipped', reason: 'given' });
    expect(caught).toEqual([]);
  });
});
