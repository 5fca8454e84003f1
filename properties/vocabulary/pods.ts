/** What the requirements call a pod (0.2): terminal, terminating, active, ready, available. */
import type { Pod } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';

/** Has it ended for good? */
export function isTerminal(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

/** Was its deletion decided? */
export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** What a ReplicaSet counts: neither terminal nor terminating. */
export function isActive(pod: Pod): boolean {
  return !isTerminal(pod) && !isTerminating(pod);
}

/** Condition Ready, whatever the phase and however much it is terminating. */
export function isReady(pod: Pod): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True';
}

/** When the Ready condition last changed, in milliseconds since the epoch. */
export function readySinceMs(pod: Pod): number | undefined {
  const since = conditionOf(pod, 'Ready')?.lastTransitionTime;
  return since === undefined ? undefined : Date.parse(since);
}

/** Ready for `minReadySeconds` at a moment of the controller's clock. A positive `tolerance` gives
 * the benefit of the doubt to "available", a negative one to "not available" (OBS-09). */
export function isAvailable(
  pod: Pod,
  minReadySeconds: number | undefined,
  atEpochMs: number,
  tolerance: Millis,
): boolean {
  if (!isReady(pod)) return false;
  if (!minReadySeconds) return true;
  const since = readySinceMs(pod);
  return since !== undefined && since + minReadySeconds * 1000 <= atEpochMs + tolerance;
}
