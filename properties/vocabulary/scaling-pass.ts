/**
 * The scaling pass: what a Deployment's replicas mean for the ReplicaSets in use
 * (DEP-SCALE-001..004). It runs when `replicas` changed since the last resize, and in every sync
 * while paused.
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import {
  compareAge,
  declaredTotal,
  desiredReplicasAnnotation,
  fencePostsOf,
  inUse,
  maxReplicasAnnotation,
  newSetOf,
  notedNumber,
  reportedAvailable,
} from './rollout.ts';

/** Has a ReplicaSet in use not been told of the Deployment's replicas yet? */
export function isScalingEvent(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  return inUse(sets).some((set) => {
    const noted = notedNumber(set, desiredReplicasAnnotation);
    return noted !== undefined && noted !== deployment.spec.replicas;
  });
}

/** The size that a scaling pass gives to each ReplicaSet (by uid) that it touches; undefined when
 * no pass is due. */
export function scalingPass(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): ReadonlyMap<string, number> | undefined {
  if (!deployment.spec.paused && !isScalingEvent(deployment, sets)) return undefined;
  const newSet = newSetOf(deployment, sets);
  const used = inUse(sets);
  const only = used.length > 1 ? undefined : (used[0] ?? newSet ?? latestOf(sets));
  const { replicas, strategy } = deployment.spec;
  if (only !== undefined) return new Map([[only.metadata.uid, replicas]]);
  if (newSet !== undefined && isSaturated(deployment, newSet)) {
    const old = used.filter((set) => set !== newSet);
    return new Map(old.map((set) => [set.metadata.uid, 0]));
  }
  return strategy.type === 'RollingUpdate' ? sharesOf(deployment, used) : new Map();
}

function latestOf(sets: readonly ReplicaSet[]): ReplicaSet | undefined {
  return sets.toSorted(compareAge).at(-1);
}

/** Has the new ReplicaSet all that is wanted, available, and was it told so? */
export function isSaturated({ spec: { replicas } }: Deployment, newSet: ReplicaSet): boolean {
  return (
    newSet.spec.replicas === replicas &&
    notedNumber(newSet, desiredReplicasAnnotation) === replicas &&
    reportedAvailable(newSet) === replicas
  );
}

/** What is to be added or taken away, shared in proportion to size, larger ReplicaSets first; what
 * rounding leaves over goes to the first. */
function sharesOf(
  deployment: Deployment,
  used: readonly ReplicaSet[],
): ReadonlyMap<string, number> {
  const { maxTotal } = fencePostsOf(deployment);
  const toAdd = (deployment.spec.replicas > 0 ? maxTotal : 0) - declaredTotal(used);
  const ordered = used.toSorted(
    (a, b) => b.spec.replicas - a.spec.replicas || (toAdd > 0 ? -1 : 1) * compareAge(a, b),
  );
  const sizes = new Map<string, number>();
  let added = 0;
  for (const set of ordered) {
    const fraction = fractionOf(deployment, set, maxTotal);
    const left = toAdd - added;
    const share = left === 0 ? 0 : toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
    sizes.set(set.metadata.uid, set.spec.replicas + share);
    added += share;
  }
  const first = ordered[0];
  if (first !== undefined && toAdd !== 0) {
    const { uid } = first.metadata;
    sizes.set(uid, Math.max(0, (sizes.get(uid) ?? 0) + toAdd - added));
  }
  return sizes;
}

/** How much a ReplicaSet would change if it grew or shrank with the Deployment as a whole. */
function fractionOf(deployment: Deployment, set: ReplicaSet, maxTotal: number): number {
  const size = set.spec.replicas;
  if (deployment.spec.replicas === 0) return -size;
  const base = notedNumber(set, maxReplicasAnnotation) || (deployment.status.replicas ?? 0);
  return base === 0 ? 0 : Math.floor((size * maxTotal) / base + 0.5) - size;
}
