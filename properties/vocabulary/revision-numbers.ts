/** The numbers of a Deployment's revisions, as its ReplicaSets carry them. */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';

/** The number of the revision, on ReplicaSets and on the Deployment itself. */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';
/** The numbers that a ReplicaSet had before, separated by commas. */
export const revisionHistoryAnnotation = 'deployment.kubernetes.io/revision-history';

/** 0 where none is noted; undefined where what is noted is no number, which counts for nothing. */
export function revisionNumberOf(set: ReplicaSet): number | undefined {
  const text = set.metadata.annotations?.[revisionAnnotation];
  if (text === undefined) return 0;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The highest number among ReplicaSets; 0 where there is none. */
export function highestRevision(sets: readonly ReplicaSet[]): number {
  return sets.reduce((highest, set) => Math.max(highest, revisionNumberOf(set) ?? 0), 0);
}

/** The revision to return to, 0 for the one before; a relic of the first API versions
 * (DEP-REV-004). */
export const rollbackAnnotation = 'deprecated.deployment.rollback.to';

/** Does it ask for a rollback, as a number? Anything else is ignored for ever. */
export function asksForRollback({ metadata }: Deployment): boolean {
  return /^[+-]?\d+$/.test(metadata.annotations?.[rollbackAnnotation] ?? '');
}
