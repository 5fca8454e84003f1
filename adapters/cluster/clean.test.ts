import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { cleanCluster, cleanRun } from './clean.ts';
import type { FakeServer } from './fixture.ts';
import { answer, startFakeServer } from './fixture.ts';
import { createRest } from './rest.ts';

interface Thing {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Does its annotation change from look to look? */
  readonly beats?: boolean;
}

const ours = { 'app.kubernetes.io/managed-by': 'plimsoll' };
let server: FakeServer | undefined;
let folder: string | undefined;
afterEach(async () => {
  await server?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** A cluster that has these namespaces and nodes; answers label selectors of the forms we send.
 * `holdsOn`: nothing that is deleted goes. */
async function clusterWith(
  namespaces: readonly Thing[],
  nodes: readonly Thing[] = [],
  { holdsOn = false } = {},
) {
  const left = { namespaces: [...namespaces], nodes: [...nodes] };
  server = await startFakeServer(({ method, url }, response) => {
    const [, , , resource = '', name, inner] = url.pathname.split('/');
    if ((resource !== 'namespaces' && resource !== 'nodes') || inner !== undefined) {
      return answer(response, {});
    }
    const selector = url.searchParams.get('labelSelector') ?? '';
    if (method === 'DELETE') {
      const others = left[resource].filter((each) =>
        name === undefined ? !matches(selector, each.labels) : each.name !== name,
      );
      if (!holdsOn) left[resource] = others;
      return answer(response, {});
    }
    if (method === 'PATCH') return answer(response, {});
    const items = left[resource].filter(({ labels }) => matches(selector, labels));
    answer(response, { metadata: { resourceVersion: '1' }, items: items.map(asObject) });
  });
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, JSON.stringify(configFor(server.transport.server)));
  return { left, kubeconfig, requests: server.requests, rest: createRest(server.transport) };
}

/** A kubeconfig file; JSON is YAML. */
function configFor(server: string): object {
  return {
    clusters: [{ name: 'fake', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'tester', user: { token: 'not-a-secret' } }],
    contexts: [{ name: 'fake', context: { cluster: 'fake', user: 'tester' } }],
    'current-context': 'fake',
  };
}

let looks = 0;

function asObject({ name, labels, beats }: Thing): object {
  const annotations = beats && { 'plimsoll.dev/beat': String((looks += 1)) };
  return { metadata: { name, labels, uid: name, resourceVersion: '1', annotations } };
}

function matches(selector: string, labels: Thing['labels']): boolean {
  return selector.split(',').every((term) => {
    const [key = '', value] = term.split(/!?=/);
    if (value === undefined) return key in labels;
    return term.includes('!=') ? labels[key] !== value : labels[key] === value;
  });
}

/** The client library is loaded by whoever is the first to clean. */
const timeout = 120_000;

describe('cleaning a cluster', { timeout }, () => {
  test('removes what carries our label and our prefix, and reports it', async () => {
    const { left, kubeconfig } = await clusterWith(
      [{ name: 'plimsoll-abc-1', labels: ours }],
      [{ name: 'plimsoll-abc-1-n0', labels: ours }],
    );
    expect(await cleanCluster({ kubeconfig })).toEqual({
      removedNamespaces: ['plimsoll-abc-1'],
      removedNodes: ['plimsoll-abc-1-n0'],
      returnedNodes: [],
      leftovers: [],
      living: [],
    });
    expect(left).toEqual({ namespaces: [], nodes: [] });
  });

  test('touches nothing that has only one of the two', async () => {
    const others = [
      { name: 'plimsoll-notes', labels: {} },
      { name: 'production', labels: ours },
      { name: 'kube-system', labels: {} },
    ];
    const { left, kubeconfig, requests } = await clusterWith(others, [{ name: 'n', labels: {} }]);
    await cleanCluster({ kubeconfig });
    expect(left.namespaces).toEqual(others);
    expect(requests.filter((request) => !request.startsWith('GET'))).toEqual([]);
  });

  test('takes our mark off nodes that belong to somebody else, and leaves them', async () => {
    const node = { name: 'worker', labels: { 'plimsoll.dev/pool': 'plimsoll-abc' } };
    const { left, kubeconfig, requests } = await clusterWith([], [node]);
    expect(await cleanCluster({ kubeconfig })).toMatchObject({ returnedNodes: ['worker'] });
    expect(left.nodes).toEqual([node]);
    expect(requests).toContain('PATCH /api/v1/nodes/worker');
  });

  test('says which namespaces did not go in time', async () => {
    const stuck = { name: 'plimsoll-abc-1', labels: ours };
    const { kubeconfig } = await clusterWith([stuck], [], { holdsOn: true });
    expect(await cleanCluster({ kubeconfig }, 0)).toMatchObject({ leftovers: ['plimsoll-abc-1'] });
  });

  test('leaves runs alone that are at work, and nothing of others', async () => {
    const of = (run: string) => ({ ...ours, 'plimsoll.dev/run': run });
    const [alive, dead] = ['abc', 'xyz'].map((run) => [
      { name: `plimsoll-${run}`, labels: of(run), beats: run === 'abc' },
      { name: `plimsoll-${run}-1`, labels: of(run) },
    ]);
    const nodes = ['abc', 'xyz'].map((run) => ({ name: `plimsoll-${run}-1-n0`, labels: of(run) }));
    const mark = (run: string) => ({ 'plimsoll.dev/pool': `plimsoll-${run}` });
    const borrowed = ['abc', 'xyz'].map((run) => ({ name: `worker-${run}`, labels: mark(run) }));
    const { left, kubeconfig } = await clusterWith(
      [...(alive ?? []), ...(dead ?? [])],
      [...nodes, ...borrowed],
    );
    const doubts: unknown[] = [];
    const onDoubt = (runs: readonly string[]) => doubts.push(...runs);
    expect(await cleanCluster({ kubeconfig, patienceMs: 30, onDoubt })).toEqual({
      removedNamespaces: ['plimsoll-xyz', 'plimsoll-xyz-1'],
      removedNodes: ['plimsoll-xyz-1-n0'],
      returnedNodes: ['worker-xyz'],
      leftovers: [],
      living: ['abc'],
    });
    expect(doubts).toEqual(['abc']);
    expect(left.namespaces).toEqual(alive);
    // Told to, it removes these as well.
    await cleanCluster({ kubeconfig, patienceMs: 0 });
    expect(left.namespaces).toEqual([]);
  });

  test('refuses an empty prefix, which every namespace has', async () => {
    const { kubeconfig } = await clusterWith([{ name: 'production', labels: ours }]);
    const cleaning = cleanCluster({ kubeconfig, namespacePrefix: '' });
    await expect(cleaning).rejects.toThrow('prefix is empty');
  });
});

describe('the end of a run', () => {
  const of = (run: string) => ({ ...ours, 'plimsoll.dev/run': run });
  const namespaces = [
    { name: 'plimsoll-abc-1', labels: of('abc') },
    { name: 'plimsoll-xyz-1', labels: of('xyz') },
  ];
  const nodes = namespaces.map(({ name, labels }) => ({ name: `${name}-n0`, labels }));

  test('removes what is left of it, and nothing of another run', async () => {
    const { left, rest } = await clusterWith(namespaces, nodes);
    const run = { prefix: 'plimsoll-', run: 'abc', madeNodes: true };
    expect(await cleanRun(rest, run, 0)).toEqual([]);
    expect(left).toEqual({ namespaces: [namespaces[1]], nodes: [nodes[1]] });
  });

  test('removes no node where it has made none', async () => {
    const { left, rest } = await clusterWith(namespaces, nodes);
    await cleanRun(rest, { prefix: 'plimsoll-', run: 'abc', madeNodes: false }, 0);
    expect(left.nodes).toEqual(nodes);
  });
});
