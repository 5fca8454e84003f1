/** Disruption budgets and the pods that they cover. */
import type { IntOrString, Pod, PodDisruptionBudget } from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';

/** Is the pod one of those that the budget speaks of? */
export function covers({ spec }: PodDisruptionBudget, pod: Pod): boolean {
  return selectorMatches(spec.selector ?? {}, pod.metadata.labels);
}

/** The budgets that cover a pod; evictions know no more than one. */
export function budgetsFor(view: ClusterView, pod: Pod): readonly PodDisruptionBudget[] {
  return [...view.list('PodDisruptionBudget')].filter((budget) => covers(budget, pod));
}

/** The pods that a budget covers. */
export function coveredBy(view: ClusterView, budget: PodDisruptionBudget): readonly Pod[] {
  return [...view.list('Pod')].filter((pod) => covers(budget, pod));
}

/** Was the eviction of this pod granted by the Eviction API? */
export function isEvicted(pod: Pod): boolean {
  const condition = conditionOf(pod, 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'EvictionByEvictionAPI';
}

/** Has the controller seen this version of the budget? */
export function isSeen({ metadata, status }: PodDisruptionBudget): boolean {
  return (status.observedGeneration ?? 0) >= (metadata.generation ?? 0);
}

/** DIS-004: may a pod that runs but is not ready be evicted without costing anything? */
export function letsUnhealthyGo({ spec, status }: PodDisruptionBudget): boolean {
  const { currentHealthy = 0, desiredHealthy = 0 } = status;
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return desiredHealthy > 0 && currentHealthy >= desiredHealthy;
}

/** Of so many expected pods, how many must be healthy. Percentages round up in both bounds. */
export function desiredHealthyOf({ spec }: PodDisruptionBudget, expected: number): number {
  const { minAvailable, maxUnavailable } = spec;
  if (maxUnavailable !== undefined) {
    return Math.max(0, expected - amountOf(maxUnavailable, expected));
  }
  return minAvailable === undefined ? 0 : amountOf(minAvailable, expected);
}

function amountOf(amount: IntOrString, of: number): number {
  if (typeof amount === 'number') return amount;
  return Math.ceil((Number.parseInt(amount, 10) * of) / 100);
}

/** Is what a budget expects counted by what controllers declare, not by the pods there are? */
export function countsScales({ spec }: PodDisruptionBudget): boolean {
  return spec.maxUnavailable !== undefined || typeof spec.minAvailable === 'string';
}

/** What the controllers of these pods declare in all; undefined where one of them is not there. */
export function declaredScale(view: ClusterView, pods: readonly Pod[]): number | undefined {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const reference = controllerOf(pod);
    if (reference === undefined) continue;
    const owner =
      view.byUid('ReplicaSet', reference.uid) ?? view.byUid('StatefulSet', reference.uid);
    if (owner === undefined) return undefined;
    const above = view.byUid('Deployment', controllerOf(owner)?.uid ?? '');
    const { metadata, spec } = above ?? owner;
    scales.set(metadata.uid, spec.replicas);
  }
  return [...scales.values()].reduce((sum, each) => sum + each, 0);
}
