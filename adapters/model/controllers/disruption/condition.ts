/** The condition by which a budget says whether it allows a disruption. */
import type { Condition, PodDisruptionBudget, Timestamp } from '../../../../specs/kubernetes.ts';
import { withCondition } from '../../conditions.ts';

/** The budget's conditions for so many allowed disruptions. */
export function disruptionCondition(
  { status }: PodDisruptionBudget,
  allowed: number,
  now: Timestamp,
): readonly Condition[] {
  const wanted =
    allowed > 0
      ? ({ status: 'True', reason: 'SufficientPods' } as const)
      : ({ status: 'False', reason: 'InsufficientPods' } as const);
  return withCondition(
    status.conditions,
    { type: 'DisruptionAllowed', ...wanted, message: '' },
    now,
  );
}
