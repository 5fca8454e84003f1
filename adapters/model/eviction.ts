/**
 * What the Eviction API asks a disruption budget (DIS-002, DIS-004), on the budget as it is stored.
 *
 * Not modelled: dry runs, preconditions besides the uid.
 */
import type { Pod, PodDisruptionBudget } from '../../specs/kubernetes.ts';
import { selectorMatches } from '../../specs/kubernetes.ts';
import { disruptionCondition } from './controllers/disruption/condition.ts';
import { isReady, isTerminal, isTerminating } from './controllers/pod-state.ts';
import type { ServerParts } from './writes.ts';

export interface Refusal {
  readonly error: 'TooManyRequests' | 'Forbidden' | 'InternalError';
  readonly why: string;
}

/** Why this pod may not be evicted; undefined: it may, and its budget has been charged. */
export function budgetRefusal(parts: ServerParts, pod: Pod): Refusal | undefined {
  // What has not started or has ended already disrupts nothing.
  if (isTerminal(pod) || isTerminating(pod) || pod.status.phase === 'Pending') return undefined;
  const budgets = [...parts.store.list('PodDisruptionBudget')].filter(({ spec }) =>
    selectorMatches(spec.selector ?? {}, pod.metadata.labels),
  );
  const [budget, ...others] = budgets;
  if (budget === undefined) return undefined;
  if (others.length > 0) {
    return { error: 'InternalError', why: 'it has more than one disruption budget' };
  }
  if (!isReady(pod) && mayGoUnhealthy(budget)) return undefined;
  return charge(parts, budget, pod);
}

/** An unhealthy pod does not count: evicting it costs no budget. */
function mayGoUnhealthy({ spec, status }: PodDisruptionBudget): boolean {
  const { currentHealthy = 0, desiredHealthy = 0 } = status;
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return currentHealthy >= desiredHealthy && desiredHealthy > 0;
}

function charge(
  { store, clock }: ServerParts,
  budget: PodDisruptionBudget,
  pod: Pod,
): Refusal | undefined {
  const { metadata, status } = budget;
  const { disruptionsAllowed = 0, observedGeneration = 0 } = status;
  if (observedGeneration < (metadata.generation ?? 0)) {
    return tooMany(`${metadata.name} is still being processed by the server`);
  }
  if (disruptionsAllowed === 0) {
    const { desiredHealthy = 0, currentHealthy = 0 } = status;
    const counts = `needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
    return tooMany(`${metadata.name} ${counts}`);
  }
  const left = disruptionsAllowed - 1;
  const conditions = disruptionCondition(budget, left, clock.timestamp());
  const charged = {
    ...status,
    disruptionsAllowed: left,
    disruptedPods: { ...status.disruptedPods, [pod.metadata.name]: clock.timestamp() },
    conditions,
  };
  const version = { ...metadata, resourceVersion: store.nextRevision() };
  store.put({ ...budget, metadata: version, status: charged }, 'apiserver');
  return undefined;
}

function tooMany(which: string): Refusal {
  const error = 'TooManyRequests';
  return { error, why: `evicting it would violate its budget: the disruption budget ${which}` };
}
