/**
 * What a trace ends in, in words that two adapters can agree on: no uids, times or random names, no
 * node names or pools, but every number and every identity that the controllers are bound to.
 */
import type {
  EndpointSlice,
  Kind,
  KubernetesObject,
  ObjectOf,
  Pod,
  PodTemplate,
} from '../specs/kubernetes.ts';
import { conditionOf, controllerOf } from '../specs/kubernetes.ts';
import type { Trace } from '../specs/trace.ts';

/** Sorted lines, one per object; equal on two adapters where both did the same. */
export function finalState(trace: Trace): readonly string[] {
  const live = liveObjects(trace);
  const nodes = new Map(
    ofKind(live, 'Node')
      .toSorted((a, b) => ordinalOf(a.metadata.name) - ordinalOf(b.metadata.name))
      .map((node, index) => [node.metadata.name, `node ${index}`]),
  );
  return live
    .flatMap((object) => describe(object, live, nodes))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function liveObjects(trace: Trace): readonly KubernetesObject[] {
  const live = new Map<string, KubernetesObject>();
  for (const event of trace.events) {
    if (event.event !== 'change') continue;
    if (event.change === 'DELETED') live.delete(event.object.metadata.uid);
    else live.set(event.object.metadata.uid, event.object);
  }
  return [...live.values()];
}

function ofKind<K extends Kind>(objects: readonly KubernetesObject[], kind: K): ObjectOf<K>[] {
  return objects.filter((object): object is ObjectOf<K> => object.kind === kind);
}

function ordinalOf(name: string): number {
  return Number(/(\d+)$/.exec(name)?.[1] ?? 0);
}

function describe(
  object: KubernetesObject,
  live: readonly KubernetesObject[],
  nodes: ReadonlyMap<string, string>,
): readonly string[] {
  const { name, deletionTimestamp } = object.metadata;
  const going = deletionTimestamp === undefined ? '' : ' terminating';
  switch (object.kind) {
    case 'Deployment': {
      const { replicas, updatedReplicas, readyReplicas, availableReplicas } = object.status;
      const counts = numbers(replicas, updatedReplicas, readyReplicas, availableReplicas);
      return [`Deployment ${name}${going} spec ${object.spec.replicas} status ${counts}`];
    }
    case 'ReplicaSet': {
      const { replicas, readyReplicas, availableReplicas } = object.status;
      const counts = numbers(replicas, readyReplicas, availableReplicas);
      const which = `of ${ownerName(object, live)} ${revisionOf(object.spec.template)}`;
      return [`ReplicaSet ${which}${going} spec ${object.spec.replicas} status ${counts}`];
    }
    case 'StatefulSet': {
      const { replicas, readyReplicas, currentReplicas, updatedReplicas } = object.status;
      const counts = numbers(replicas, readyReplicas, currentReplicas, updatedReplicas);
      return [`StatefulSet ${name}${going} spec ${object.spec.replicas} status ${counts}`];
    }
    case 'DaemonSet': {
      const { desiredNumberScheduled, numberReady, updatedNumberScheduled } = object.status;
      const counts = numbers(desiredNumberScheduled, numberReady, updatedNumberScheduled);
      return [`DaemonSet ${name}${going} status ${counts}`];
    }
    case 'Pod':
      return [`Pod ${podLine(object, live, nodes)}${going}`];
    case 'PersistentVolumeClaim': {
      const owner = object.metadata.ownerReferences?.map((each) => each.kind).join() ?? 'nobody';
      return [`PersistentVolumeClaim ${name}${going} ${object.status.phase} owned by ${owner}`];
    }
    case 'ControllerRevision':
      return [`ControllerRevision of ${ownerName(object, live)} number ${object.revision}${going}`];
    case 'Node':
      return [`Node ${nodes.get(name)}${going}`];
    case 'Service':
    case 'ResourceQuota':
      return [`${object.kind} ${name}${going}`];
    case 'EndpointSlice':
      return [`EndpointSlice of ${ownerName(object, live)} with ${endpointsOf(object)}`];
    case 'Endpoints':
      return [`Endpoints ${name}${going}`];
    case 'PodDisruptionBudget': {
      const { expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed } = object.status;
      const counts = numbers(expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed);
      return [`PodDisruptionBudget ${name}${going} status ${counts}`];
    }
    default:
      return object satisfies never;
  }
}

/** How many endpoints, and how many of them are ready. */
function endpointsOf({ endpoints }: EndpointSlice): string {
  const ready = (endpoints ?? []).filter(({ conditions }) => conditions?.ready === true);
  return numbers(endpoints?.length, ready.length);
}

function podLine(
  pod: Pod,
  live: readonly KubernetesObject[],
  nodes: ReadonlyMap<string, string>,
): string {
  const owner = controllerOf(pod);
  const identity = owner?.kind === 'StatefulSet' ? pod.metadata.name : `of ${ownerName(pod, live)}`;
  const node = owner?.kind === 'DaemonSet' ? ` on ${nodes.get(pod.spec.nodeName ?? '')}` : '';
  const isReady = conditionOf(pod, 'Ready')?.status === 'True';
  const state = `${pod.status.phase ?? 'Pending'}${isReady ? ' Ready' : ''}`;
  return `${identity}${node} ${revisionOf({ spec: pod.spec })} ${state}`;
}

/** The workload above an object: `web`, whatever random part the names in between have. */
function ownerName(object: KubernetesObject, live: readonly KubernetesObject[]): string {
  const reference = controllerOf(object);
  if (reference === undefined) return 'nobody';
  const owner = live.find((each) => each.metadata.uid === reference.uid);
  if (owner?.kind === 'ReplicaSet') {
    return `${ownerName(owner, live)}`;
  }
  return reference.kind === 'ReplicaSet' ? 'a ReplicaSet that is gone' : reference.name;
}

function revisionOf(template: Pick<PodTemplate, 'spec'>): string {
  return `revision ${template.spec.containers[0]?.image.split(':').at(-1) ?? '?'}`;
}

function numbers(...values: readonly (number | undefined)[]): string {
  return values.map((value) => value ?? 0).join('/');
}
