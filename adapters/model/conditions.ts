/** Conditions of pods and nodes as kubelets and controllers set them. */
import type { Condition, Timestamp } from '../../specs/kubernetes.ts';

/** The conditions with one of them set; its transition time moves only when its status does. */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  wanted: Pick<Condition, 'type' | 'status' | 'reason' | 'message'>,
  now: Timestamp,
): readonly Condition[] {
  const existing = conditions ?? [];
  const before = existing.find((each) => each.type === wanted.type);
  const isKept = before?.status === wanted.status;
  const after = { ...wanted, lastTransitionTime: (isKept && before.lastTransitionTime) || now };
  if (!before) return [...existing, after];
  return existing.map((each) => (each === before ? after : each));
}
