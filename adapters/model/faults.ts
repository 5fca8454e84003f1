/** Each fault of a scenario as a change to the world, and how it ends. */
import type { KubernetesObject, Pod } from '../../specs/kubernetes.ts';
import type { Fault } from '../../specs/scenario.ts';
import type { Injection } from '../adapter.ts';
import { samePod } from './actor.ts';
import { withCondition } from './conditions.ts';
import type { World } from './world.ts';

/** Every fault there is: the model can cause all of them. */
export const faults = [
  'PodDeleted',
  'PodForceDeleted',
  'PodEvicted',
  'PodFailed',
  'PodCrash',
  'PodNotReady',
  'NodeCordoned',
  'NodeNotReady',
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
      return onPod(resolved, (pod) => failPod(world, pod));
    case 'PodCrash':
      return onPod(resolved, (pod) => holdBackPod(world, pod, 1));
    case 'PodNotReady':
      return onPod(resolved, (pod) => holdBackPod(world, pod, 0));
    case 'NodeCordoned':
      return cordon(world, resolved);
    case 'NodeNotReady':
      return silence(world, resolved);
    case 'ControllerRestart': {
      const component = world.components.get(fault.component);
      if (!component?.isRunning()) return skipped(`${fault.component} is not running`);
      component.kill();
      return healedBy(() => component.start());
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

function skipped(reason: string): Injection {
  return { phase: 'skipped', reason };
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

/** The Eviction API marks the pod before it deletes it. */
function evictPod(world: World, pod: Pod): Injection {
  const conditions = withCondition(
    pod.status.conditions,
    { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' },
    world.clock.timestamp(),
  );
  const object = { ...pod, status: { ...pod.status, conditions } };
  world.server.execute({ verb: 'report', object }, 'fault');
  return deletePod(world, pod);
}

function failPod({ server, clock }: World, pod: Pod): Injection {
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
    return skipped('the pod has ended already');
  }
  const notReady = { type: 'Ready', status: 'False', reason: 'PodFailed' } as const;
  const conditions = withCondition(pod.status.conditions, notReady, clock.timestamp());
  const status = { ...pod.status, phase: 'Failed', conditions } as const;
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
