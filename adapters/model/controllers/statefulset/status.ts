/** The status of a StatefulSet, computed from its pods (STS-STAT-001..003, STS-REV-006). Pure. */
import type { Feature } from '../../../../specs/features.ts';
import type { Pod, StatefulSet } from '../../../../specs/kubernetes.ts';
import { isAvailable, isReady, isTerminating } from '../pod-state.ts';
import { revisionNameOf } from './identity.ts';
import type { RevisionsInUse } from './revisions.ts';

/** The status with every counter in it, zero or not. */
export type SetStatus = Required<StatefulSet['status']>;

/** What the pods show. Terminating and failed pods count as replicas, ready and available alike
 * (STS-STAT-001), but not as current or updated (STS-STAT-002); a pod that this sync has only just
 * asked for has no phase yet and does not count. */
export function statusOf(
  set: StatefulSet,
  { current, update, collisionCount }: RevisionsInUse,
  pods: readonly Pod[],
  nowMs: number,
): SetStatus {
  const created = pods.filter(({ status }) => status.phase !== undefined);
  const ready = pods.filter((pod) => pod.status.phase === 'Running' && isReady(pod));
  const available = ready.filter((pod) => isAvailable(pod, set.spec.minReadySeconds ?? 0, nowMs));
  const living = created.filter((pod) => !isTerminating(pod)).map(revisionNameOf);
  return {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: created.length,
    readyReplicas: ready.length,
    availableReplicas: available.length,
    currentReplicas: living.filter((name) => name === current.metadata.name).length,
    updatedReplicas: living.filter((name) => name === update.metadata.name).length,
    currentRevision: current.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount,
  };
}

/** STS-REV-006: the update revision becomes the current one when every replica has it and is ready
 * (ready, not available); before 1.37 only under RollingUpdate. */
export function completeUpdate(
  set: StatefulSet,
  status: SetStatus,
  features: ReadonlySet<Feature>,
): SetStatus {
  const { replicas, updateStrategy } = set.spec;
  const isComplete =
    (updateStrategy.type === 'RollingUpdate' || features.has('OnDeleteUpdatesComplete')) &&
    status.updatedReplicas === replicas &&
    status.readyReplicas === replicas &&
    status.replicas === replicas;
  if (!isComplete) return status;
  return {
    ...status,
    currentReplicas: status.updatedReplicas,
    currentRevision: status.updateRevision,
  };
}

/** Is there something to write? A changed collision count alone is not (STS-STAT-003). */
export function hasNews(set: StatefulSet, status: SetStatus): boolean {
  const stored = set.status;
  return (
    status.observedGeneration > (stored.observedGeneration ?? 0) ||
    status.replicas !== stored.replicas ||
    status.currentReplicas !== (stored.currentReplicas ?? 0) ||
    status.readyReplicas !== (stored.readyReplicas ?? 0) ||
    status.updatedReplicas !== (stored.updatedReplicas ?? 0) ||
    status.availableReplicas !== (stored.availableReplicas ?? 0) ||
    status.currentRevision !== stored.currentRevision ||
    status.updateRevision !== stored.updateRevision
  );
}

/** The set with this status as it goes over the wire, where most zeros are left out. */
export function withStatus(set: StatefulSet, status: SetStatus): StatefulSet {
  const { readyReplicas, currentReplicas, updatedReplicas, ...always } = status;
  return {
    ...set,
    status: {
      ...always,
      ...(readyReplicas !== 0 && { readyReplicas }),
      ...(currentReplicas !== 0 && { currentReplicas }),
      ...(updatedReplicas !== 0 && { updatedReplicas }),
    },
  };
}
