/**
 * Does the world look finished? Then a shorter silence is enough to call it at rest. Only a hint
 * about when to stop waiting: what is promised, and whether it was kept, is for the properties.
 */
import type {
  DaemonSet,
  Deployment,
  KubernetesObject,
  Pod,
  ReplicaSet,
  StatefulSet,
} from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf } from '../../specs/kubernetes.ts';
import { areCompanionsDone } from './done-companions.ts';

/** Has every controller reported on the latest spec, is all there that it wants, and is old
 * history put away? */
export function looksDone(objects: readonly KubernetesObject[]): boolean {
  const owned = new Map<string, number>();
  for (const object of objects) {
    const owner = controllerOf(object)?.uid;
    if (owner !== undefined && isHistory(object)) owned.set(owner, (owned.get(owner) ?? 0) + 1);
  }
  return (
    areCompanionsDone(objects) &&
    objects.every(
      (object) =>
        object.metadata.deletionTimestamp === undefined &&
        isSeen(object) &&
        isDone(object, owned.get(object.metadata.uid) ?? 0),
    )
  );
}

function isHistory(object: KubernetesObject): boolean {
  if (object.kind === 'ControllerRevision') return true;
  return object.kind === 'ReplicaSet' && object.spec.replicas === 0;
}

function isSeen({ metadata, ...rest }: KubernetesObject): boolean {
  if (!('status' in rest) || !('observedGeneration' in rest.status)) return true;
  return rest.status.observedGeneration === metadata.generation;
}

function isDone(object: KubernetesObject, history: number): boolean {
  switch (object.kind) {
    case 'Deployment':
      return isDeploymentDone(object) && history <= limitOf(object);
    case 'ReplicaSet':
      return isReplicaSetDone(object);
    case 'StatefulSet':
      return isStatefulSetDone(object) && history <= limitOf(object) + liveRevisions;
    case 'DaemonSet':
      return isDaemonSetDone(object) && history <= limitOf(object) + liveRevisions;
    case 'Pod':
      return isPodDone(object);
    case 'PersistentVolumeClaim':
      return object.status.phase === 'Bound';
    case 'ControllerRevision':
    case 'Node':
    case 'Service':
    case 'EndpointSlice':
    case 'Endpoints':
    case 'PodDisruptionBudget':
    case 'ResourceQuota':
      return true;
    default:
      return object satisfies never;
  }
}

/** The current and the updated one are no history. */
const liveRevisions = 2;

function limitOf({ spec }: Deployment | StatefulSet | DaemonSet): number {
  return spec.revisionHistoryLimit ?? 10;
}

function isDeploymentDone(deployment: Deployment): boolean {
  const { spec, status } = deployment;
  const counts = [status.replicas, status.updatedReplicas, status.availableReplicas];
  const reason = conditionOf(deployment, 'Progressing')?.reason;
  return (
    status.observedGeneration !== undefined &&
    counts.every((count) => (count ?? 0) === spec.replicas) &&
    (reason === undefined || reason === 'NewReplicaSetAvailable')
  );
}

function isReplicaSetDone({ spec, status }: ReplicaSet): boolean {
  const counts = [status.replicas, status.readyReplicas, status.availableReplicas];
  return counts.every((count) => (count ?? 0) === spec.replicas);
}

function isStatefulSetDone({ spec, status }: StatefulSet): boolean {
  const counts = [
    status.replicas,
    status.readyReplicas,
    status.availableReplicas,
    status.updatedReplicas,
  ];
  return (
    status.observedGeneration !== undefined &&
    status.currentRevision === status.updateRevision &&
    counts.every((count) => (count ?? 0) === spec.replicas)
  );
}

function isDaemonSetDone({ status }: DaemonSet): boolean {
  const { desiredNumberScheduled, currentNumberScheduled, numberReady } = status;
  const counts = [
    currentNumberScheduled,
    numberReady,
    status.updatedNumberScheduled,
    status.numberAvailable,
  ];
  return (
    status.observedGeneration !== undefined &&
    (status.numberMisscheduled ?? 0) === 0 &&
    counts.every((count) => (count ?? 0) === desiredNumberScheduled)
  );
}

/** A pod that nobody controls has nobody who would do anything about it. */
function isPodDone(pod: Pod): boolean {
  return controllerOf(pod) === undefined || conditionOf(pod, 'Ready')?.status === 'True';
}
