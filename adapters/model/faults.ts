/** Each fault of a scenario as a change to the world, and how it ends. */
import type { KubernetesObject, Pod } from '../../specs/kubernetes.ts';
import { podQuotaOf } from '../../specs/manifest.ts';
import type { Fault } from '../../specs/scenario.ts';
import type { Injection } from '../adapter.ts';
import { samePod } from './actor.ts';
import { withCondition } from './conditions.ts';
import type { ApiFailure, Draft } from './controller.ts';
import { placement } from './world.ts';
import type { World } from './world.ts';

/** Every fault there is: the model can cause all of them. */
export const faults = [
  'PodDeleted',
  'PodForceDeleted',
  'PodEvicted',
  'PodFailed',
  'PodSucceeded',
  'PodCrash',
  'PodNotReady',
  'NodeCordoned',
  'NodeNotReady',
  'PodQuota',
  'ControllerRestart',
  'StaleCache',
  'ApiUnavailable',
] as const satisfies readonly Fault['fault'][];

/** Causes a fault. */
export function inject(
  world: World,
  fault: Fault,
  resolved: KubernetesObject | undefined,
): Injection {
  switch (fault.fault) {
    case 'PodDeleted':
      return onPod(resolved, (pod) => deletePod(world, pod));
    case 'PodForceDeleted':
      return onPod(resolved, (pod) => deletePod(world, pod, 0));
    case 'PodEvicted':
      return onPod(resolved, (pod) => evictPod(world, pod));
    case 'PodFailed':
      return onPod(resolved, (pod) => endPod(world, pod, 'Failed'));
    case 'PodSucceeded':
      return onPod(resolved, (pod) => endPod(world, pod, 'Succeeded'));
    case 'PodCrash':
      return onPod(resolved, (pod) => holdBackPod(world, pod, 1));
    case 'PodNotReady':
      return onPod(resolved, (pod) => holdBackPod(world, pod, 0));
    case 'NodeCordoned':
      return cordon(world, resolved);
    case 'NodeNotReady':
      return silence(world, resolved);
    case 'PodQuota':
      return limitPods(world, fault.pods);
    case 'ControllerRestart': {
      const component = world.components.get(fault.component);
      if (!component?.isRunning()) return skipped(`${fault.component} is not running`);
      // They share a process with it.
      const others = world.companions.filter((each) => each.isRunning());
      for (const each of [component, ...others]) each.kill();
      return healedBy(() => {
        for (const each of [component, ...others]) each.start();
      });
    }
    case 'StaleCache': {
      const component = world.components.get(fault.component);
      if (!component?.isRunning()) return skipped(`${fault.component} is not running`);
      component.stall(true);
      return healedBy(() => component.stall(false));
    }
    case 'ApiUnavailable':
      world.availability.set(false);
      return healedBy(() => world.availability.set(true));
    default:
      return fault satisfies never;
  }
}

const injected: Injection = { phase: 'injected' };

function skipped(reason: string) {
  return { phase: 'skipped', reason } as const satisfies Injection;
}

function healedBy(heal: () => void): Injection {
  return { phase: 'injected', heal: () => Promise.resolve(heal()) };
}

function onPod(resolved: KubernetesObject | undefined, cause: (pod: Pod) => Injection): Injection {
  return resolved?.kind === 'Pod' ? cause(resolved) : skipped('it is not a pod');
}

function deletePod({ server }: World, pod: Pod, gracePeriodSeconds?: number): Injection {
  const { name, uid } = pod.metadata;
  const grace = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds };
  const response = server.execute({ verb: 'delete', kind: 'Pod', name, uid, ...grace }, 'fault');
  return response.ok ? injected : skipped(response.message);
}

function evictPod({ server }: World, pod: Pod): Injection {
  const { name, uid } = pod.metadata;
  const response = server.execute({ verb: 'evict', name, uid }, 'fault');
  if (response.ok) return injected;
  return { ...skipped(response.message), code: codes[response.error] };
}

/** The HTTP status of each refusal. */
const codes: Readonly<Record<ApiFailure, number>> = {
  NotFound: 404,
  AlreadyExists: 409,
  Conflict: 409,
  Invalid: 422,
  Forbidden: 403,
  TooManyRequests: 429,
  InternalError: 500,
  Unavailable: 503,
};

/** Every quota has a name of its own: several may be in force at once. */
function limitPods({ server, store }: World, pods: number): Injection {
  const name = `pods-${store.revision()}`;
  const object = podQuotaOf(name, pods, placement) as unknown as Draft;
  const created = server.execute({ verb: 'create', object }, 'fault');
  if (!created.ok) return skipped(created.message);
  return healedBy(() => {
    server.execute({ verb: 'delete', kind: 'ResourceQuota', name }, 'fault');
  });
}

function endPod({ server, clock }: World, pod: Pod, phase: 'Failed' | 'Succeeded'): Injection {
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
    return skipped('the pod has ended already');
  }
  const notReady = { type: 'Ready', status: 'False', reason: `Pod${phase}` } as const;
  const conditions = withCondition(pod.status.conditions, notReady, clock.timestamp());
  const status = { ...pod.status, phase, conditions } as const;
  const response = server.execute({ verb: 'report', object: { ...pod, status } }, 'fault');
  return response.ok ? injected : skipped(response.message);
}

/** A pod that takes this one's place meanwhile is another one, and is left alone. */
function holdBackPod(world: World, pod: Pod, restarts: number): Injection {
  const isRunning = samePod(world.store, pod)?.status.phase === 'Running';
  if (!isRunning || !world.kubelets.holdBack(pod, true, restarts)) {
    return skipped('the pod is not running');
  }
  return healedBy(() => void world.kubelets.holdBack(pod, false, 0));
}

function cordon({ server, store }: World, resolved: KubernetesObject | undefined): Injection {
  if (resolved?.kind !== 'Node') return skipped('it is not a node');
  if (resolved.spec.unschedulable) return skipped('the node is cordoned already');
  const { name, uid } = resolved.metadata;
  const set = (unschedulable: true | null) =>
    server.execute(
      { verb: 'patch', kind: 'Node', name, uid, patch: { spec: { unschedulable } } },
      'fault',
    );
  set(true);
  return healedBy(() => {
    if (store.get('Node', name)) set(null);
  });
}

function silence({ heartbeats }: World, resolved: KubernetesObject | undefined): Injection {
  if (resolved?.kind !== 'Node') return skipped('it is not a node');
  const { name } = resolved.metadata;
  if (!heartbeats.isReporting(name)) return skipped('the node does not report already');
  heartbeats.set(name, false);
  return healedBy(() => heartbeats.set(name, true));
}
