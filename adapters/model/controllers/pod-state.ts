/** What controllers conclude from a pod's status: ready, available, terminal, terminating. */
import type { Pod } from '../../../specs/kubernetes.ts';
import { conditionOf } from '../../../specs/kubernetes.ts';
import type { Millis } from '../../../specs/scenario.ts';

/** Its Ready condition is True, whatever its phase and whether or not it is being deleted. */
export function isReady(pod: Pod): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True';
}

/** Ready for at least `minReadySeconds` by the controller's clock. */
export function isAvailable(pod: Pod, minReadySeconds: number, nowMs: number): boolean {
  if (!isReady(pod)) return false;
  if (minReadySeconds === 0) return true;
  const since = readySinceMs(pod);
  return since !== undefined && since + minReadySeconds * 1000 <= nowMs;
}

/** Phase Failed or Succeeded: its containers have ended for good. */
export function isTerminal(pod: Pod): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

/** Its deletion was asked for; the object is still there. */
export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** How long until the first ready pod that is not available yet becomes so, if there is one. */
export function nextAvailabilityMs(
  pods: readonly Pod[],
  minReadySeconds: number,
  nowMs: number,
): Millis | undefined {
  let next: Millis | undefined;
  for (const pod of pods) {
    const since = isReady(pod) ? readySinceMs(pod) : undefined;
    if (since === undefined) continue;
    const wait = since + minReadySeconds * 1000 - nowMs;
    if (wait > 0 && (next === undefined || wait < next)) next = wait;
  }
  return next;
}

function readySinceMs(pod: Pod): number | undefined {
  const transition = conditionOf(pod, 'Ready')?.lastTransitionTime;
  return transition === undefined ? undefined : Date.parse(transition);
}
