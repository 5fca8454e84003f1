import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarioArbitrary } from '../../specs/arbitraries/scenario.ts';
import { modelQuietMs, modelSettleDeadlineMs } from '../../specs/deadlines.ts';
import type { KubernetesObject, Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Scenario, WorkloadSpec } from '../../specs/scenario.ts';
import { scenarioFormat } from '../../specs/scenario.ts';
import type { Trace } from '../../specs/trace.ts';
import type { Environment } from '../adapter.ts';
import { play } from '../play.ts';
import { modelAdapter } from './adapter.ts';

const adapter = modelAdapter();
const playOnce = (scenario: Scenario): Promise<Trace> =>
  play(scenario, adapter, { suiteVersion: 'test' });
/** Generous: a machine that is busy with other things must not fail these tests. */
const timeout = 120_000;
const workloads = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

const empty: Scenario = { format: scenarioFormat, seed: 1, nodes: [{}, {}, {}], steps: [] };

function specOf(kind: WorkloadKind): WorkloadSpec {
  const spec: WorkloadSpec = { template: { revision: 'a' } };
  return kind === 'DaemonSet' ? spec : { ...spec, replicas: 3 };
}

/** An environment in which a workload of three pods has come to rest. */
async function restingOn(kind: WorkloadKind, seed = 1): Promise<Environment> {
  const environment = await adapter.open({ ...empty, seed });
  const create = { verb: 'create', kind, name: 'web', spec: specOf(kind) } as const;
  const outcome = await environment.submit(create, undefined);
  expect(outcome.phase).toBe('ok');
  await rest(environment);
  environment.drain();
  return environment;
}

async function rest(environment: Environment): Promise<void> {
  const deadline = environment.now() + modelSettleDeadlineMs;
  expect(await environment.waitForRest(modelQuietMs, deadline)).toBe(true);
}

async function podsOf(environment: Environment): Promise<readonly Pod[]> {
  return (await environment.list('Pod')) as readonly Pod[];
}

const isReady = (pod: Pod) => conditionOf(pod, 'Ready')?.status === 'True';

describe.for(workloads)('%s', (kind) => {
  test('comes to rest with its pods running, and again after a new template', async () => {
    const environment = await restingOn(kind);
    const before = await podsOf(environment);
    expect(before.map(isReady)).toEqual([true, true, true]);
    const [set] = await environment.list(kind);
    const change = { template: { revision: 'b' } };
    const target = { kind, pick: 0 } as const;
    await environment.submit({ verb: 'patch', target, change }, set);
    await rest(environment);
    const after = await podsOf(environment);
    expect(after.map(isReady)).toEqual([true, true, true]);
    expect(after.map((pod) => pod.spec.containers[0]?.image)).toEqual(
      Array.from({ length: 3 }, () => 'plimsoll.dev/pod:b'),
    );
    const uids = new Set(before.map((pod) => pod.metadata.uid));
    expect(after.some((pod) => uids.has(pod.metadata.uid))).toBe(false);
  });

  test('is gone with everything that it owned after a delete', async () => {
    const environment = await restingOn(kind);
    const [set] = await environment.list(kind);
    const target = { kind, pick: 0 } as const;
    await environment.submit({ verb: 'delete', target, propagationPolicy: 'Foreground' }, set);
    await rest(environment);
    const left: KubernetesObject[] = [];
    for (const each of ['Pod', 'ReplicaSet', 'ControllerRevision', kind] as const) {
      left.push(...(await environment.list(each)));
    }
    expect(left).toEqual([]);
  });

  test('the same scenario gives the same trace to the last byte', { timeout }, async () => {
    const scenarios = scenarioArbitrary(kind, { pace: 'virtual', faults: adapter.capabilities });
    const deterministic = fc.asyncProperty(scenarios, async (scenario) => {
      const traces = await Promise.all([playOnce(scenario), playOnce(scenario)]);
      const [one, other] = traces.map((trace) => JSON.stringify(trace));
      expect(one).toBe(other);
    });
    await fc.assert(deterministic, { seed: 1, numRuns: 25 });
  });

  test('it always comes to rest, and nothing stored is missing', { timeout }, async () => {
    const scenarios = scenarioArbitrary(kind, { pace: 'virtual', faults: adapter.capabilities });
    const sound = fc.asyncProperty(scenarios, async (scenario) => {
      const trace = await playOnce(scenario);
      const changes = trace.events.filter((event) => event.event === 'change');
      expect(changes.map(({ revision }) => revision)).toEqual(changes.map((_, i) => i + 1));
      expect(changes.every(({ actor }) => actor !== undefined)).toBe(true);
      const holds = trace.events.filter((event) => event.event === 'phase' && event.quiet);
      expect(holds).toHaveLength(1);
      const atRest = trace.events.slice(trace.events.findIndex((event) => event === holds[0]));
      expect(atRest.filter((event) => event.event === 'change')).toEqual([]);
    });
    await fc.assert(sound, { seed: 2, numRuns: 25 });
  });
});

describe('nodes', () => {
  test('are there before anything else, by the hand of the suite', async () => {
    const scenario = { ...empty, nodes: [{ labels: { zone: 'x' } }, {}] };
    const { events } = await playOnce(scenario);
    const [first, second, third] = events;
    expect(first).toMatchObject({ event: 'change', change: 'ADDED', actor: 'suite', at: 0 });
    expect(first).toMatchObject({
      object: {
        metadata: { name: 'node-0', labels: { zone: 'x', 'kubernetes.io/hostname': 'node-0' } },
      },
    });
    expect(second).toMatchObject({ object: { metadata: { name: 'node-1' } } });
    expect(third).toMatchObject({ event: 'phase', phase: 'disturb' });
  });

  test('can be added, tainted, labelled and removed', async () => {
    const environment = await adapter.open(empty);
    const names = async () => (await environment.list('Node')).map((node) => node.metadata.name);
    await environment.submit({ verb: 'add-node', node: { labels: { zone: 'y' } } }, undefined);
    expect(await names()).toEqual(['node-0', 'node-1', 'node-2', 'node-3']);
    const target = { kind: 'Node', pick: 0 } as const;
    const [node] = await environment.list('Node');
    await environment.submit({ verb: 'remove-node', target }, node);
    expect(await names()).toEqual(['node-1', 'node-2', 'node-3']);
    const [next] = await environment.list('Node');
    await environment.submit({ verb: 'label', target, labels: { zone: 'z' } }, next);
    const taints = [{ key: 'dedicated', effect: 'NoSchedule' }] as const;
    await environment.submit({ verb: 'taint', target, taints }, next);
    expect((await environment.list('Node'))[0]).toMatchObject({
      metadata: { labels: { zone: 'z' } },
      spec: { taints },
    });
  });
});

describe('commands', () => {
  test('what the API server refuses comes back with its reason', async () => {
    const environment = await adapter.open(empty);
    const spec = { ...specOf('Deployment'), replicas: -1 };
    const create = { verb: 'create', kind: 'Deployment', name: 'web', spec } as const;
    expect(await environment.submit(create, undefined)).toEqual({
      phase: 'rejected',
      reason:
        'Invalid: Deployment "web": spec.replicas: Invalid value: -1: ' +
        'must be greater than or equal to 0',
      code: 422,
    });
  });

  test('a patch replaces the fields that it names, whole', async () => {
    const environment = await restingOn('Deployment');
    const [set] = await environment.list('Deployment');
    const change = { replicas: 1, template: { revision: 'b', nodeSelector: { zone: 'x' } } };
    const target = { kind: 'Deployment', pick: 0 } as const;
    await environment.submit({ verb: 'patch', target, change }, set);
    const [after] = await environment.list('Deployment');
    expect(after).toMatchObject({
      spec: {
        replicas: 1,
        template: { spec: { nodeSelector: { zone: 'x', 'plimsoll.dev/pool': 'model' } } },
      },
    });
  });
});

describe('waiting for rest', () => {
  test('ends at the deadline when something is always changing', async () => {
    const environment = await adapter.open(empty);
    const behaviour = { kind: 'flapping', times: 1000, periodMs: 1000 } as const;
    const spec = { template: { revision: 'a', behaviour }, replicas: 1 };
    await environment.submit({ verb: 'create', kind: 'Deployment', name: 'web', spec }, undefined);
    expect(await environment.waitForRest(5000, 60_000)).toBe(false);
    expect(environment.now()).toBe(60_000);
  });

  test('waits for what failed during an outage, however late it is tried', async () => {
    const environment = await adapter.open(empty);
    const create = { verb: 'create', kind: 'Deployment', name: 'web', spec: specOf('Deployment') };
    await environment.submit(create as Parameters<Environment['submit']>[0], undefined);
    const out = await environment.inject({ fault: 'ApiUnavailable', for: 0 }, undefined);
    await environment.wait(100_000);
    if (out.phase === 'injected') await out.heal?.();
    expect(await environment.waitForRest(1000, 10_000_000)).toBe(true);
    expect((await podsOf(environment)).map(isReady)).toEqual([true, true, true]);
  });

  test('takes no longer than the silence when there is nothing to do', async () => {
    const environment = await adapter.open(empty);
    expect(await environment.waitForRest(5000, 60_000)).toBe(true);
    expect(environment.now()).toBe(5000);
  });
});
