import { expect, test } from 'vitest';
import { modelQuietMs, modelSettleDeadlineMs } from '../../specs/deadlines.ts';
import type { Pod, WorkloadKind } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Component, Fault, Scenario, WorkloadSpec } from '../../specs/scenario.ts';
import { scenarioFormat } from '../../specs/scenario.ts';
import type { Environment } from '../adapter.ts';
import { modelAdapter } from './adapter.ts';
import { faults } from './faults.ts';

const adapter = modelAdapter();
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

test('the model can cause every one of them', () => {
  expect([...adapter.capabilities]).toEqual([...faults]);
});

/** Causes a fault that lasts on the first pod or node, waits, ends it, waits again. */
async function cause(fault: Fault, kind: WorkloadKind = 'Deployment', duration = 5000) {
  const environment = await restingOn(kind);
  const resolved = 'target' in fault ? (await environment.list(fault.target.kind))[0] : undefined;
  const injection = await environment.inject(fault, resolved);
  expect(injection.phase).toBe('injected');
  await environment.wait(duration);
  const during = await podsOf(environment);
  if (injection.phase === 'injected') await injection.heal?.();
  await rest(environment);
  const after = await podsOf(environment);
  const actors = environment.drain().flatMap((each) =>
    each.event === 'change' && each.object.metadata.uid === resolved?.metadata.uid
      ? [each.actor]
      : [],
  );
  return { uid: resolved?.metadata.uid, during, after, actors, environment };
}

const pod = { kind: 'Pod', pick: 0 } as const;
const node = { kind: 'Node', pick: 0 } as const;

test.for(['PodDeleted', 'PodForceDeleted', 'PodEvicted'] as const)(
  '%s: another pod takes its place',
  async (fault) => {
    const { uid, after, actors } = await cause({ fault, target: pod });
    expect(after.map(isReady)).toEqual([true, true, true]);
    expect(after.some((each) => each.metadata.uid === uid)).toBe(false);
    expect(actors[0]).toBe('fault');
  },
);

test('PodEvicted says on the pod that it was evicted', async () => {
  const environment = await restingOn('Deployment');
  const [first] = await podsOf(environment);
  await environment.inject({ fault: 'PodEvicted', target: pod }, first);
  const [marked] = environment.drain();
  expect(marked).toMatchObject({ event: 'change', actor: 'fault', change: 'MODIFIED' });
  const object = marked?.event === 'change' && marked.object.kind === 'Pod' && marked.object;
  expect(object && conditionOf(object, 'DisruptionTarget')?.reason).toBe('EvictionByEvictionAPI');
});

test('PodFailed: the pod stays as it is, and another one takes its place', async () => {
  const { uid, after } = await cause({ fault: 'PodFailed', target: pod });
  expect(after).toHaveLength(4);
  expect(after.find((each) => each.metadata.uid === uid)?.status.phase).toBe('Failed');
  expect(after.filter(isReady)).toHaveLength(3);
});

test('PodSucceeded: the pod stays as it is, and another one takes its place', async () => {
  const { uid, after } = await cause({ fault: 'PodSucceeded', target: pod });
  expect(after.find((each) => each.metadata.uid === uid)?.status.phase).toBe('Succeeded');
  expect(after.filter(isReady)).toHaveLength(3);
});

test('PodNotReady: the same pod is Ready again afterwards', async () => {
  const fault = { fault: 'PodNotReady', target: pod, for: 5000 } as const;
  const { uid, during, after } = await cause(fault);
  const look = (pods: readonly Pod[]) => pods.find((each) => each.metadata.uid === uid);
  expect(during.filter(isReady)).toHaveLength(2);
  expect(look(during)?.status.phase).toBe('Running');
  expect(after.filter(isReady)).toHaveLength(3);
  expect(look(after)?.status.containerStatuses?.[0]?.restartCount).toBe(0);
});

test('PodCrash: its container has restarted once', async () => {
  const { uid, during, after } = await cause({ fault: 'PodCrash', target: pod, for: 5000 });
  expect(during.filter(isReady)).toHaveLength(2);
  expect(after.filter(isReady)).toHaveLength(3);
  const crashed = after.find((each) => each.metadata.uid === uid);
  expect(crashed?.status.containerStatuses?.[0]?.restartCount).toBe(1);
});

test('NodeCordoned: it is schedulable again afterwards, and without its taint', async () => {
  const fault = { fault: 'NodeCordoned', target: node, for: 5000 } as const;
  const { environment, actors } = await cause(fault);
  const [cordoned] = await environment.list('Node');
  expect(cordoned).toMatchObject({ kind: 'Node', spec: { taints: [] } });
  expect(cordoned?.kind === 'Node' && cordoned.spec.unschedulable).toBe(undefined);
  expect(actors).toEqual([
    'fault',
    'node-lifecycle-controller',
    'fault',
    'node-lifecycle-controller',
  ]);
});

test('NodeNotReady: the node and its pods are well again afterwards', async () => {
  const fault = { fault: 'NodeNotReady', target: node, for: 100_000 } as const;
  const { environment, during, after } = await cause(fault, 'DaemonSet', 100_000);
  expect(during.filter(isReady)).toHaveLength(2);
  expect(after.filter(isReady)).toHaveLength(3);
  const [back] = await environment.list('Node');
  expect(back?.kind === 'Node' && conditionOf(back, 'Ready')?.status).toBe('True');
});

const controllerOf: Readonly<Record<WorkloadKind, Component>> = {
  Deployment: 'replicaset-controller',
  StatefulSet: 'statefulset-controller',
  DaemonSet: 'daemonset-controller',
};

test.for(workloads)('ControllerRestart: while it is down no pod of a %s returns', async (kind) => {
  const environment = await restingOn(kind);
  const component = controllerOf[kind];
  const fault = { fault: 'ControllerRestart', component, for: 5000 } as const;
  const down = await environment.inject(fault, undefined);
  const [first] = await podsOf(environment);
  await environment.inject({ fault: 'PodDeleted', target: pod }, first);
  await environment.wait(20_000);
  expect(await podsOf(environment)).toHaveLength(2);
  if (down.phase === 'injected') await down.heal?.();
  await rest(environment);
  expect((await podsOf(environment)).filter(isReady)).toHaveLength(3);
});

test('ControllerRestart: the controllers of endpoints go down and come back with it', async () => {
  const environment = await restingOn('Deployment');
  const spec = { selector: { 'plimsoll.dev/workload': 'web' }, clusterIP: 'None' } as const;
  await environment.submit({ verb: 'create-service', name: 'web', spec }, undefined);
  await rest(environment);
  expect(await environment.list('EndpointSlice')).toHaveLength(1);
  const component = 'deployment-controller';
  const down = await environment.inject({ fault: 'ControllerRestart', component, for: 1 }, undefined);
  const [slice] = await environment.list('EndpointSlice');
  const target = { kind: 'EndpointSlice', pick: 0 } as const;
  const remove = { verb: 'delete', target, propagationPolicy: 'Background' } as const;
  await environment.submit(remove, slice);
  await environment.wait(20_000);
  expect(await environment.list('EndpointSlice')).toHaveLength(0);
  if (down.phase === 'injected') await down.heal?.();
  await rest(environment);
  expect(await environment.list('EndpointSlice')).toHaveLength(1);
});

test('ApiUnavailable: nobody but the suite is heard', async () => {
  const environment = await restingOn('Deployment');
  const out = await environment.inject({ fault: 'ApiUnavailable', for: 20_000 }, undefined);
  const [first] = await podsOf(environment);
  await environment.inject({ fault: 'PodDeleted', target: pod }, first);
  await environment.wait(20_000);
  const actors = environment.drain().map((each) => each.event === 'change' && each.actor);
  expect(new Set(actors)).toEqual(new Set(['fault']));
  if (out.phase === 'injected') await out.heal?.();
  await rest(environment);
  expect((await podsOf(environment)).filter(isReady)).toHaveLength(3);
});

test('StaleCache: the component acts on what it saw before', async () => {
  const environment = await restingOn('Deployment');
  const component = 'replicaset-controller';
  const stale = { fault: 'StaleCache', component, for: 60_000 } as const;
  const held = await environment.inject(stale, undefined);
  const [first] = await podsOf(environment);
  await environment.inject({ fault: 'PodDeleted', target: pod }, first);
  await environment.wait(1400);
  expect(await podsOf(environment)).toHaveLength(2);
  if (held.phase === 'injected') await held.heal?.();
  await rest(environment);
  expect((await podsOf(environment)).filter(isReady)).toHaveLength(3);
});

test('what cannot be caused is skipped with a reason', async () => {
  const environment = await adapter.open(empty);
  const component = 'daemonset-controller';
  const restart = { fault: 'ControllerRestart', component, for: 1 } as const;
  expect(await environment.inject(restart, undefined)).toEqual({
    phase: 'skipped',
    reason: 'daemonset-controller is not running',
  });
});
