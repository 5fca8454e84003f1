/** What a Deployment notes on its ReplicaSets, and reads from them again. */
import type { Deployment, Labels, ReplicaSet } from '../../../../specs/kubernetes.ts';
import { maxSurgeOf } from './bounds.ts';

export const revisionAnnotation = 'deployment.kubernetes.io/revision';
const revisionHistoryAnnotation = 'deployment.kubernetes.io/revision-history';
const desiredReplicasAnnotation = 'deployment.kubernetes.io/desired-replicas';
const maxReplicasAnnotation = 'deployment.kubernetes.io/max-replicas';
export const rollbackAnnotation = 'deprecated.deployment.rollback.to';

/** DEP-RS-006: these are never copied between a Deployment and its ReplicaSets. */
const uncopied: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionAnnotation,
  revisionHistoryAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  rollbackAnnotation,
]);

/** DEP-REV-002: longer histories lose their oldest numbers. */
const longestHistory = 2000;

/** DEP-REV-001: the number of a revision; 0 where none is noted, nothing where it is no number. */
export function revisionOf(set: ReplicaSet): number | undefined {
  const text = set.metadata.annotations?.[revisionAnnotation];
  if (text === undefined) return 0;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** DEP-REV-001: the highest number among ReplicaSets; what is no number is skipped. */
export function maxRevision(sets: readonly ReplicaSet[]): number {
  return Math.max(0, ...sets.map((set) => revisionOf(set) ?? 0));
}

/** DEP-RS-006, DEP-REV-001, DEP-REV-002: the annotations of the new ReplicaSet once it has this
 * revision; the very same ones if nothing changes. */
export function annotateNewSet(
  deployment: Deployment,
  present: Labels | undefined,
  revision: number,
): Labels {
  const copied = copyAnnotations(deployment.metadata.annotations, present ?? {});
  const former = copied[revisionAnnotation];
  // A number that is higher already stays: older ReplicaSets were deleted since it was given.
  if (former !== undefined && !(Number(former) < revision)) return copied;
  const renumbered = { ...copied, [revisionAnnotation]: String(revision) };
  if (former === undefined) return renumbered;
  const history = extendHistory(copied[revisionHistoryAnnotation], former);
  return { ...renumbered, [revisionHistoryAnnotation]: history };
}

/** DEP-RS-006: copies what may be copied; keys that the source lacks stay. */
export function copyAnnotations(source: Labels | undefined, target: Labels): Labels {
  let copied = target;
  for (const key in source) {
    const value = source[key];
    if (value === undefined || value === target[key] || uncopied.has(key)) continue;
    copied = { ...copied, [key]: value };
  }
  return copied;
}

/** DEP-REV-003: what a Deployment keeps of its own annotations when it is rolled back. */
export function ownAnnotations(annotations: Labels | undefined): Labels {
  const kept = Object.entries(annotations ?? {}).filter(([key]) => uncopied.has(key));
  return Object.fromEntries(kept);
}

function extendHistory(history: string | undefined, former: string): string {
  if (history === undefined || history === '') return former;
  const numbers = [...history.split(','), former];
  while (numbers.length > 1 && numbers.join(',').length > longestHistory) numbers.shift();
  return numbers.join(',');
}

/** DEP-SCALE-002: how large the Deployment is and may grow, as its ReplicaSets are told. */
export function sizeAnnotations(deployment: Deployment): Labels {
  const { replicas } = deployment.spec;
  return {
    [desiredReplicasAnnotation]: String(replicas),
    [maxReplicasAnnotation]: String(replicas + maxSurgeOf(deployment)),
  };
}

/** Do the size annotations of a ReplicaSet differ from what its Deployment says now? */
export function needsSizeAnnotations(set: ReplicaSet, deployment: Deployment): boolean {
  const wanted = sizeAnnotations(deployment);
  for (const key in wanted) if (set.metadata.annotations?.[key] !== wanted[key]) return true;
  return false;
}

/** The Deployment's size when this ReplicaSet was scaled last, if it says so. */
export function desiredReplicasOf(set: ReplicaSet): number | undefined {
  return countFrom(set, desiredReplicasAnnotation);
}

/** The most pods that the Deployment might have when this ReplicaSet was scaled last. */
export function maxReplicasOf(set: ReplicaSet): number | undefined {
  return countFrom(set, maxReplicasAnnotation);
}

function countFrom(set: ReplicaSet, annotation: string): number | undefined {
  const text = set.metadata.annotations?.[annotation];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
