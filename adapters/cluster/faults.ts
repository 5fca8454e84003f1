/**
 * What goes wrong, and how it ends. A fault of a pod's status is written into the status with a
 * reason of its own, at which whoever plays the pod leaves it alone until the fault is healed.
 */
import type { Condition, KubernetesObject, Pod } from '../../specs/kubernetes.ts';
import { conditionOf, keyOf } from '../../specs/kubernetes.ts';
import { podQuotaOf } from '../../specs/manifest.ts';
import type { Component, Fault } from '../../specs/scenario.ts';
import type { Capability, Injection } from '../adapter.ts';
import type { Troublemaker } from './api-proxy/ask.ts';
import type { Trouble } from './api-proxy/trouble.ts';
import {
  StatusError,
  TransportError,
  isConflict,
  isNotFound,
  isRecord,
  outcomeOfError,
} from './errors.ts';
import { faultReason, nodeDownLabel } from './provision/play-contract.ts';
import { collectionPath, objectPath } from './resources.ts';
import type { Rest } from './rest.ts';

/** The faults that need nothing but the API server and somebody who plays the pods. */
export const podFaults: readonly Capability[] = [
  'PodDeleted',
  'PodForceDeleted',
  'PodEvicted',
  'PodQuota',
];
/** Faults of pods whose status nobody but KWOK writes. */
export const playedPodFaults: readonly Capability[] = [
  'PodFailed',
  'PodSucceeded',
  'PodCrash',
  'PodNotReady',
];

export interface FaultContext {
  readonly rest: Rest;
  readonly namespace: string;
  /** Takes the controllers down until the function that it returns is called; absent: it cannot. */
  readonly stopControllers: (() => Promise<() => Promise<void>>) | undefined;
  /** Comes between the controllers and the API server; absent: nothing stands there. */
  readonly makeTrouble: Troublemaker | undefined;
}

/** What a component's informers watch: its caches are stale when nothing new comes from there.
 * Other controllers of the same process share these informers, and are late too. */
const resourcesOf: Readonly<Record<Component, readonly string[]>> = {
  'deployment-controller': ['deployments', 'replicasets', 'pods'],
  'replicaset-controller': ['replicasets', 'pods'],
  'statefulset-controller': [
    'statefulsets',
    'pods',
    'persistentvolumeclaims',
    'controllerrevisions',
  ],
  'daemonset-controller': ['daemonsets', 'pods', 'nodes', 'controllerrevisions'],
};

/** Causes a fault. An answer that refuses it (the pod is gone by now) skips it. */
export async function injectFault(
  context: FaultContext,
  fault: Fault,
  resolved: KubernetesObject | undefined,
): Promise<Injection> {
  try {
    return await cause(context, fault, resolved);
  } catch (error) {
    // Nobody knows whether it took effect: it may have, so it counts as injected.
    if (error instanceof TransportError && error.sent) return { phase: 'injected' };
    const { phase, reason } = outcomeOfError(error);
    if (phase === 'unknown') return { phase: 'injected' };
    const code = error instanceof StatusError ? error.code : undefined;
    return { phase: 'skipped', reason, ...(code !== undefined && { code }) };
  }
}

async function cause(
  context: FaultContext,
  fault: Fault,
  resolved: KubernetesObject | undefined,
): Promise<Injection> {
  switch (fault.fault) {
    case 'PodDeleted':
      return remove(context, podOf(resolved), {});
    case 'PodForceDeleted':
      return remove(context, podOf(resolved), { gracePeriodSeconds: 0 });
    case 'PodEvicted':
      return evict(context, podOf(resolved));
    case 'PodFailed':
      return end(context, podOf(resolved), 'Failed');
    case 'PodSucceeded':
      return end(context, podOf(resolved), 'Succeeded');
    case 'PodCrash':
      return unready(context, podOf(resolved), 1);
    case 'PodNotReady':
      return unready(context, podOf(resolved), 0);
    case 'NodeCordoned':
      return patchNode(
        context,
        resolved,
        { spec: { unschedulable: true } },
        { spec: { unschedulable: null } },
      );
    case 'NodeNotReady':
      return patchNode(
        context,
        resolved,
        { metadata: { labels: { [nodeDownLabel]: 'true' } } },
        { metadata: { labels: { [nodeDownLabel]: null } } },
      );
    case 'PodQuota':
      return limitPods(context, fault.pods);
    case 'ControllerRestart': {
      if (!context.stopControllers) return { phase: 'skipped', reason: 'its process is not ours' };
      return { phase: 'injected', heal: await context.stopControllers() };
    }
    case 'StaleCache':
      return troubled(context, { trouble: 'stale', resources: resourcesOf[fault.component] });
    case 'ApiUnavailable':
      return troubled(context, { trouble: 'cut' });
    default:
      return fault satisfies never;
  }
}

async function troubled({ makeTrouble }: FaultContext, trouble: Trouble): Promise<Injection> {
  if (!makeTrouble) return { phase: 'skipped', reason: 'no proxy of ours is in between' };
  return { phase: 'injected', heal: await makeTrouble(trouble) };
}

function podOf(resolved: KubernetesObject | undefined): Pod {
  if (resolved?.kind === 'Pod') return resolved;
  throw new Error(`the fault hits pods, but ${resolved?.kind ?? 'nothing'} was resolved`);
}

async function remove(
  { rest, namespace }: FaultContext,
  pod: Pod,
  options: { readonly gracePeriodSeconds?: number },
): Promise<Injection> {
  const path = objectPath(keyOf(pod), namespace);
  await rest.delete(path, { ...options, uid: pod.metadata.uid }, 'fault');
  return { phase: 'injected' };
}

async function evict({ rest, namespace }: FaultContext, pod: Pod): Promise<Injection> {
  const { name, uid } = pod.metadata;
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { preconditions: { uid } },
  };
  await rest.create(objectPath(keyOf(pod), namespace, 'eviction'), eviction, 'fault');
  return { phase: 'injected' };
}

async function end(
  context: FaultContext,
  pod: Pod,
  phase: 'Failed' | 'Succeeded',
): Promise<Injection> {
  if (isOver(pod)) return { phase: 'skipped', reason: 'the pod has ended already' };
  await patchStatus(context, pod, {
    phase,
    reason: faultReason,
    conditions: readiness(pod, 'False', `Pod${phase}`),
    containerStatuses: containersOf(pod, { ready: false, restarts: 0 }),
  });
  return { phase: 'injected' };
}

/** Takes a running pod's readiness; its containers restart so many times. */
async function unready(context: FaultContext, pod: Pod, restarts: number): Promise<Injection> {
  if (pod.status.phase !== 'Running' || pod.metadata.deletionTimestamp !== undefined) {
    return { phase: 'skipped', reason: 'the pod does not run' };
  }
  const wasReady = conditionOf(pod, 'Ready')?.status === 'True';
  await patchStatus(context, pod, {
    conditions: readiness(pod, 'False', faultReason),
    containerStatuses: containersOf(pod, { ready: false, restarts }),
  });
  return { phase: 'injected', heal: () => heal(context, pod, wasReady) };
}

/** Gives readiness back if the pod had it; one that was only starting goes on starting. A pod that
 * has gone or ended meanwhile is left alone. */
async function heal(context: FaultContext, pod: Pod, wasReady: boolean): Promise<void> {
  try {
    const path = objectPath(keyOf(pod), context.namespace);
    const now = asPod(await context.rest.get(path));
    if (now === undefined || now.metadata.uid !== pod.metadata.uid || isOver(now)) return;
    const status = wasReady ? 'True' : 'False';
    await patchStatus(context, now, {
      conditions: readiness(now, status, wasReady ? '' : 'ContainersNotReady'),
      containerStatuses: containersOf(now, { ready: wasReady, restarts: 0 }),
    });
  } catch (error) {
    if (!isNotFound(error) && !isConflict(error)) throw error;
  }
}

function asPod(answer: unknown): Pod | undefined {
  return isRecord(answer) && answer['kind'] === 'Pod' ? (answer as unknown as Pod) : undefined;
}

function isOver({ status }: Pod): boolean {
  return status.phase === 'Failed' || status.phase === 'Succeeded';
}

function readiness(pod: Pod, status: Condition['status'], reason: string): readonly Condition[] {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return ['Ready', 'ContainersReady'].map((type) => {
    const before = conditionOf(pod, type);
    const since = before?.status === status ? before.lastTransitionTime : undefined;
    return { type, status, reason, lastTransitionTime: since ?? now };
  });
}

function containersOf(
  pod: Pod,
  { ready, restarts }: { readonly ready: boolean; readonly restarts: number },
) {
  return pod.status.containerStatuses?.map((container) => ({
    ...container,
    ready,
    restartCount: container.restartCount + restarts,
  }));
}

async function patchStatus(context: FaultContext, pod: Pod, status: unknown): Promise<void> {
  const path = objectPath(keyOf(pod), context.namespace, 'status');
  await context.rest.strategicPatch(path, { metadata: { uid: pod.metadata.uid }, status }, 'fault');
}

/** A quota of its own name: several may be in force at once. */
async function limitPods({ rest, namespace }: FaultContext, pods: number): Promise<Injection> {
  const name = `pods-${Date.now()}`;
  const quota = podQuotaOf(name, pods, { namespace, pool: '', image: '' });
  await rest.create(collectionPath('ResourceQuota', namespace), quota, 'fault');
  return {
    phase: 'injected',
    async heal() {
      const path = objectPath({ kind: 'ResourceQuota', name }, namespace);
      await rest.delete(path, {}, 'fault').catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
    },
  };
}

async function patchNode(
  { rest, namespace }: FaultContext,
  resolved: KubernetesObject | undefined,
  begin: unknown,
  end: unknown,
): Promise<Injection> {
  if (resolved?.kind !== 'Node') throw new Error('the fault hits nodes, but none was resolved');
  const path = objectPath(keyOf(resolved), namespace);
  await rest.mergePatch(path, begin, 'fault');
  return {
    phase: 'injected',
    async heal() {
      await rest.mergePatch(path, end, 'fault').catch((error: unknown) => {
        if (!isNotFound(error)) throw error;
      });
    },
  };
}
