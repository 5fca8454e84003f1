/** How many pods a Deployment may have too many and how many too few while it changes. */
import type { Deployment, IntOrString, ReplicaSet } from '../../../../specs/kubernetes.ts';
import { declaredTotal } from './replica-sets.ts';

type Rounding = (share: number) => number;

export function isRollingUpdate(deployment: Deployment): boolean {
  return deployment.spec.strategy.type === 'RollingUpdate';
}

/** DEP-SURGE-003: pods above `spec.replicas`; 0 under Recreate. */
export function maxSurgeOf(deployment: Deployment): number {
  return isRollingUpdate(deployment) ? resolveFencePosts(deployment).surge : 0;
}

/** DEP-SURGE-003: available pods below `spec.replicas`; 0 under Recreate and at size 0. */
export function maxUnavailableOf(deployment: Deployment): number {
  const { replicas } = deployment.spec;
  if (!isRollingUpdate(deployment) || replicas === 0) return 0;
  return Math.min(resolveFencePosts(deployment).unavailable, replicas);
}

export function minAvailableOf(deployment: Deployment): number {
  return deployment.spec.replicas - maxUnavailableOf(deployment);
}

/** DEP-SURGE-003: surge is rounded up, unavailability down; if nothing is left of both, one pod may
 * be unavailable, or the rollout could never move. */
function resolveFencePosts(deployment: Deployment): { surge: number; unavailable: number } {
  const { maxSurge = 0, maxUnavailable = 0 } = deployment.spec.strategy.rollingUpdate ?? {};
  const { replicas } = deployment.spec;
  const surge = resolve(maxSurge, replicas, Math.ceil);
  const unavailable = resolve(maxUnavailable, replicas, Math.floor);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function resolve(value: IntOrString, total: number, round: Rounding): number {
  if (typeof value === 'number') return value;
  return round((Number.parseInt(value, 10) * total) / 100);
}

/** DEP-SURGE-001, DEP-RS-004: the size to which the new ReplicaSet may go at once, given all
 * ReplicaSets with their declared sizes. */
export function nextSizeOfNew(
  deployment: Deployment,
  newSize: number,
  sets: readonly ReplicaSet[],
): number {
  const { replicas } = deployment.spec;
  if (!isRollingUpdate(deployment)) return replicas;
  const room = replicas + maxSurgeOf(deployment) - declaredTotal(sets);
  if (room <= 0) return newSize;
  return newSize + Math.min(room, replicas - newSize);
}
