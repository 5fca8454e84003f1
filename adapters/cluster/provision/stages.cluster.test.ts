/** What the Stages make of each behaviour, on the KWOK cluster that PLIMSOLL_KUBECONFIG names. */
import { randomUUID } from 'node:crypto';

import type { V1Pod } from '@kubernetes/client-node';
import { CoreV1Api, KubeConfig, PatchStrategy } from '@kubernetes/client-node';
import { Watch, setHeaderOptions } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import type { PodBehaviour } from '../../../specs/behaviour.ts';
import { annotationsOf, defaultBehaviour } from '../../../specs/behaviour.ts';
import { managedLabel } from '../../../specs/manifest.ts';
import { ownedCluster } from './cluster-file.ts';
import { faultReason, fakeNodeAnnotation, nodeDownLabel } from './play-contract.ts';

const kubeconfig = process.env.PLIMSOLL_KUBECONFIG ?? '';
const isPlayed = ownedCluster(kubeconfig)?.provider === 'kwok';
/** The usual life of a pod. */
const life = ['Pending', 'Running', 'Running ready'];
const patience = { timeout: 30_000, interval: 20 };
const node = `stages-${randomUUID().slice(0, 8)}`;
const otherNode = `${node}-other`;
const namespace = node;

describe.runIf(isPlayed)('on a KWOK cluster', { timeout: 60_000 }, () => {
  const config = new KubeConfig();
  const histories = new Map<string, string[]>();
  const gone: string[] = [];
  let api: CoreV1Api;
  let stopWatch = () => {};

  beforeAll(async () => {
    config.loadFromFile(kubeconfig);
    api = config.makeApiClient(CoreV1Api);
    const { key, value } = fakeNodeAnnotation;
    for (const name of [node, otherNode]) {
      const labels = { [managedLabel]: 'plimsoll' };
      await api.createNode({ body: { metadata: { name, labels, annotations: { [key]: value } } } });
      await vi.waitFor(() => requireReady(name), patience);
    }
    await api.createNamespace({ body: { metadata: { name: namespace } } });
    await vi.waitFor(requireServiceAccount, patience);
    const path = `/api/v1/namespaces/${namespace}/pods`;
    const request = await new Watch(config).watch(path, {}, record, () => undefined);
    stopWatch = () => request.abort();
  });

  afterAll(async () => {
    stopWatch();
    // Before the nodes: afterwards nobody would end them.
    await api.deleteCollectionNamespacedPod({ namespace, gracePeriodSeconds: 0 });
    await api.deleteNamespace({ name: namespace });
    for (const name of [node, otherNode]) await api.deleteNode({ name });
  });

  test('ready: runs, then gets ready', async () => {
    await createPod('ready', { kind: 'ready', readyAfterMs: 200 });
    await expect.poll(() => historyOf('ready'), patience).toEqual(life);
  });

  test('flapping: loses readiness as often as told, then stays ready', async () => {
    const times = { times: 2, periodMs: 100 };
    await createPod('flapping', { kind: 'flapping', readyAfterMs: 100, ...times });
    const round = ['Running', 'Running ready'];
    const rounds = ['Pending', ...round, ...round, ...round];
    await expect.poll(() => historyOf('flapping'), patience).toEqual(rounds);
  });

  test('crashing: every crash is one restart, not ready in between', async () => {
    const times = { times: 2, periodMs: 100 };
    await createPod('crashing', { kind: 'crashing', readyAfterMs: 100, ...times });
    await expect.poll(() => historyOf('crashing'), patience).toEqual([
      'Pending',
      'Running',
      'Running ready',
      'Running waiting',
      'Running ready restarts=1',
      'Running waiting restarts=1',
      'Running ready restarts=2',
    ]);
  });

  test('failing: ends instead of getting ready', async () => {
    await createPod('failing', { kind: 'failing', readyAfterMs: 100 });
    const end = ['Pending', 'Running', 'Failed terminated'];
    await expect.poll(() => historyOf('failing'), patience).toEqual(end);
  });

  test('never-ready: still is not when a pod that came later and waits longer is', async () => {
    await createPod('never', { kind: 'never-ready', readyAfterMs: 100 });
    await createPod('later', { kind: 'ready', readyAfterMs: 500 });
    await expect.poll(() => historyOf('later'), patience).toEqual(life);
    expect(historyOf('never')).toEqual(['Pending', 'Running']);
  });

  test('a deleted pod goes at once, or takes its time but not more than its grace', async () => {
    await createPod('quick', { readyAfterMs: 0 });
    await createPod('slow', { readyAfterMs: 0, terminatesAfterMs: 60_000 });
    await expect.poll(() => lastOf('quick'), patience).toBe('Running ready');
    await expect.poll(() => lastOf('slow'), patience).toBe('Running ready');
    await api.deleteNamespacedPod({ name: 'slow', namespace, gracePeriodSeconds: 3 });
    await api.deleteNamespacedPod({ name: 'quick', namespace, gracePeriodSeconds: 60 });
    await expect.poll(() => lastOf('slow'), patience).toBe('gone');
    expect(gone.filter((name) => ['quick', 'slow'].includes(name))).toEqual(['quick', 'slow']);
  });

  test('a pod that a fault holds is left alone until the fault ends', async () => {
    await createPod('held', { readyAfterMs: 2_000 });
    await expect.poll(() => lastOf('held'), patience).toBe('Running');
    await patchReadiness('held', faultReason);
    await createPod('after-held', { readyAfterMs: 2_500 });
    await expect.poll(() => historyOf('after-held'), patience).toEqual(life);
    expect(historyOf('held')).toEqual(['Pending', 'Running', `Running ${faultReason}`]);
    await patchReadiness('held', 'ContainersNotReady');
    await expect.poll(() => lastOf('held'), patience).toBe('Running ready');
  });

  test('on a node without a kubelet nothing happens until it is back', async () => {
    await createPod('stranded', { readyAfterMs: 0 });
    await expect.poll(() => lastOf('stranded'), patience).toBe('Running ready');
    await labelNode('true');
    const frozen = await firstFrozenPod();
    await api.deleteNamespacedPod({ name: 'stranded', namespace });
    await createPod('elsewhere', { readyAfterMs: 200 }, otherNode);
    await expect.poll(() => historyOf('elsewhere'), patience).toEqual(life);
    expect(lastOf('stranded')).toBe('Running ready deleted');
    expect(historyOf(frozen)).toEqual(['Pending']);
    await labelNode(null);
    await expect.poll(() => lastOf('stranded'), patience).toBe('gone');
    await expect.poll(() => lastOf(frozen), patience).toBe('Running ready');
  });

  /** KWOK hears of a label a little later. It has, when a pod on another node runs and one on this
   * node, which came before, does not. */
  async function firstFrozenPod(): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const [name, later] = [`frozen-${attempt}`, `not-frozen-${attempt}`];
      await createPod(name, { readyAfterMs: 0 });
      await createPod(later, { readyAfterMs: 0 }, otherNode);
      await expect.poll(() => lastOf(later), patience).toBe('Running ready');
      if (histories.get(name)?.length === 1) return name;
    }
  }

  function record(type: string, pod: V1Pod): void {
    const name = pod.metadata?.name ?? '';
    const history = histories.get(name) ?? [];
    const state = type === 'DELETED' ? 'gone' : stateOf(pod);
    if (history.at(-1) !== state) history.push(state);
    if (type === 'DELETED') gone.push(name);
    histories.set(name, history);
  }

  function historyOf(name: string): readonly string[] | undefined {
    return histories.get(name);
  }

  function lastOf(name: string): string | undefined {
    return histories.get(name)?.at(-1);
  }

  async function createPod(
    name: string,
    behaviour: Partial<PodBehaviour>,
    nodeName = node,
  ): Promise<void> {
    const annotations = { ...annotationsOf({ ...defaultBehaviour, ...behaviour }) };
    const containers = [{ name: 'main', image: 'example/none:1' }];
    await api.createNamespacedPod({
      namespace,
      body: { metadata: { name, annotations }, spec: { nodeName, containers } },
    });
  }

  async function patchReadiness(name: string, reason: string): Promise<void> {
    const conditions = [{ type: 'Ready', status: 'False', reason }];
    const options = setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch);
    const body = { status: { conditions } };
    await api.patchNamespacedPodStatus({ name, namespace, body }, options);
  }

  async function labelNode(value: string | null): Promise<void> {
    const options = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
    const body = { metadata: { labels: { [nodeDownLabel]: value } } };
    await api.patchNode({ name: node, body }, options);
  }

  async function requireReady(name: string): Promise<void> {
    const { status } = await api.readNode({ name });
    const ready = status?.conditions?.find(({ type }) => type === 'Ready')?.status;
    if (ready !== 'True') throw new Error(`node ${name}: Ready is ${ready}`);
  }

  /** Without one the API server refuses pods. */
  async function requireServiceAccount(): Promise<void> {
    await api.readNamespacedServiceAccount({ name: 'default', namespace });
  }
});

/** A pod in a few words: phase, readiness and who took it, container state, restarts, deletion. */
function stateOf({ metadata, status }: V1Pod): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const [container] = status?.containerStatuses ?? [];
  const words = [
    status?.phase,
    ready?.status === 'True' && 'ready',
    ready?.reason === faultReason && faultReason,
    container?.state?.waiting && 'waiting',
    container?.state?.terminated && 'terminated',
    container?.restartCount && `restarts=${container.restartCount}`,
    metadata?.deletionTimestamp && 'deleted',
  ];
  return words.filter(Boolean).join(' ');
}
