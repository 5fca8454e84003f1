/** What a Deployment's status says of its rollout: counts, progress, completeness. */
import type { Condition, Deployment } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';

type Status = Deployment['status'];

/** The largest value that the API knows: a Deployment with it has no deadline at all. */
const unlimited = 2_147_483_647;

/** Every reason of the condition Progressing, and the status that goes with it. */
export const progressStatuses = {
  NewReplicaSetCreated: 'True',
  FoundNewReplicaSet: 'True',
  ReplicaSetUpdated: 'True',
  NewReplicaSetAvailable: 'True',
  ReplicaSetCreateError: 'False',
  ProgressDeadlineExceeded: 'False',
  DeploymentPaused: 'Unknown',
  DeploymentResumed: 'Unknown',
} as const satisfies Readonly<Record<string, Condition['status']>>;

/** Why a rollout is or is not progressing. */
export type ProgressReason = keyof typeof progressStatuses;

/** The counts of a status; what is left out on the wire is 0. */
export interface Counts {
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
  readonly unavailable: number;
}

/** The counts of a status, with 0 where there is none. */
export function countsOf(status: Status): Counts {
  return {
    replicas: status.replicas ?? 0,
    updated: status.updatedReplicas ?? 0,
    ready: status.readyReplicas ?? 0,
    available: status.availableReplicas ?? 0,
    unavailable: status.unavailableReplicas ?? 0,
  };
}

/** The condition Progressing. */
export function progressingOf(deployment: Deployment): Condition | undefined {
  return conditionOf(deployment, 'Progressing');
}

/** The reason of the condition Progressing, if it is one of those that there are. */
export function reasonOf(deployment: Deployment): ProgressReason | undefined {
  const reason = progressingOf(deployment)?.reason;
  return reason !== undefined && isKnown(reason) ? reason : undefined;
}

function isKnown(reason: string): reason is ProgressReason {
  return Object.hasOwn(progressStatuses, reason);
}

/** Is there a time within which a rollout must make progress? */
export function hasDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== unlimited;
}

/** Is everything wanted updated and available, nothing else left, and the spec the one that was
 * looked at? */
export function isReportedComplete({ metadata, spec, status }: Deployment): boolean {
  const { replicas, updated, available } = countsOf(status);
  return (
    [replicas, updated, available].every((count) => count === spec.replicas) &&
    (status.observedGeneration ?? 0) >= (metadata.generation ?? 0)
  );
}

/** Does the later status show more updated, fewer old, more ready or more available replicas? */
export function hasProgressed(before: Status, after: Status): boolean {
  const [was, is] = [countsOf(before), countsOf(after)];
  return (
    is.updated > was.updated ||
    is.replicas - is.updated < was.replicas - was.updated ||
    is.ready > was.ready ||
    is.available > was.available
  );
}

/** Counts in a sentence. */
export function spellCounts({ replicas, updated, ready, available }: Counts): string {
  return `${replicas} replicas, ${updated} updated, ${ready} ready, ${available} available`;
}
