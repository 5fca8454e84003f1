/** How many pods a DaemonSet may have too many and how many too few while it updates. */
import type { DaemonSet, IntOrString } from '../../../../specs/kubernetes.ts';

/** DS-UPD-004: nodes with a second pod; percentages are rounded up. */
export function maxSurgeOf(set: DaemonSet, desired: number): number {
  return resolve(rollingUpdateOf(set)?.maxSurge ?? 0, desired);
}

/** DS-UPD-001: nodes without an available pod; percentages are rounded up here, too. If nothing is
 * left of both bounds, one node may be unavailable, or the update could never move. */
export function maxUnavailableOf(set: DaemonSet, desired: number): number {
  const unavailable = resolve(rollingUpdateOf(set)?.maxUnavailable ?? 0, desired);
  const isStuck = desired > 0 && unavailable === 0 && maxSurgeOf(set, desired) === 0;
  return isStuck ? 1 : unavailable;
}

/** DS-UPD-007: under OnDelete there is neither. */
function rollingUpdateOf({ spec: { updateStrategy } }: DaemonSet) {
  return updateStrategy.type === 'RollingUpdate' ? updateStrategy.rollingUpdate : undefined;
}

function resolve(value: IntOrString, total: number): number {
  if (typeof value === 'number') return value;
  return Math.ceil((Number.parseInt(value, 10) * total) / 100); // DS-UPD-001
}
