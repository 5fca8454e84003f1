/** What a ReplicaSet's status says of its pods, and how it is written. */
import { conditionOf, timestampOf } from '../../../../specs/kubernetes.ts';
import type { Condition, Pod, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { Steps } from '../../controller.ts';
import { isSame, positive, present } from '../../values.ts';
import { isAvailable, isReady } from '../pod-state.ts';
import { ofKind } from './objects.ts';

type Status = ReplicaSet['status'];

/** What one sync has found. */
export interface Findings {
  /** The active pods that are claimed. */
  readonly pods: readonly Pod[];
  /** RS-STAT-005: how many are terminating; nothing where the gate is off. */
  readonly terminating: number | undefined;
  /** RS-STAT-004: why creating or deleting pods failed, if it did. */
  readonly failure: string | undefined;
  readonly nowMs: number;
}

/** RS-STAT-001, RS-STAT-004, RS-STAT-005. Fields that are 0 are left out, as on the wire. */
export function statusOf(set: ReplicaSet, findings: Findings): Status {
  const { pods, terminating, nowMs } = findings;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const available = pods.filter((pod) => isAvailable(pod, minReadySeconds, nowMs)).length;
  const ready = pods.filter(isReady).length;
  const labelled = pods.filter((pod) => carriesTemplateLabels(pod, set)).length;
  const conditions = conditionsOf(set, findings);
  return present<Status>({
    replicas: pods.length,
    fullyLabeledReplicas: positive(labelled),
    readyReplicas: positive(ready),
    availableReplicas: positive(available),
    terminatingReplicas: terminating,
    conditions: conditions.length > 0 ? conditions : undefined,
    // RS-STAT-003, OBS-05: this generation was looked at, whether or not pods were managed for it.
    observedGeneration: set.metadata.generation,
  });
}

function carriesTemplateLabels(pod: Pod, set: ReplicaSet): boolean {
  const wanted = set.spec.template.metadata?.labels;
  for (const key in wanted) if (pod.metadata.labels?.[key] !== wanted[key]) return false;
  return true;
}

/** RS-STAT-004: set at the first failure, left as it is while failing, removed by a success. */
function conditionsOf(set: ReplicaSet, findings: Findings): readonly Condition[] {
  const conditions = set.status.conditions ?? [];
  const known = conditionOf(set, 'ReplicaFailure');
  if (findings.failure === undefined) return conditions.filter((each) => each !== known);
  if (known !== undefined) return conditions;
  const failed: Condition = {
    type: 'ReplicaFailure',
    status: 'True',
    reason: findings.pods.length < set.spec.replicas ? 'FailedCreate' : 'FailedDelete',
    message: findings.failure,
    lastTransitionTime: timestampOf(findings.nowMs),
  };
  return [...conditions, failed];
}

/** Writes a status that differs, trying once more on top of a live read. Ends with the ReplicaSet
 * as it is then, with nothing if it could not be written. */
export function* writeStatus(set: ReplicaSet, status: Status): Steps<ReplicaSet | undefined> {
  if (isSame(set.status, status)) return set;
  const first = yield { verb: 'updateStatus', object: { ...set, status } };
  if (first.ok) return ofKind('ReplicaSet', first.object);
  const read = yield { verb: 'get', kind: 'ReplicaSet', name: set.metadata.name };
  const live = read.ok ? ofKind('ReplicaSet', read.object) : undefined;
  if (live === undefined) return undefined;
  // RS-STAT-003: still with the generation that was looked at, not with the one just read.
  const second = yield { verb: 'updateStatus', object: { ...live, status } };
  return second.ok ? ofKind('ReplicaSet', second.object) : undefined;
}
