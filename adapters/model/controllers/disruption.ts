/**
 * The disruption controller: keeps in the status of each budget how many disruptions it allows
 * (DIS-001). It wakes when a budget or a pod changes, not when a controller is scaled.
 *
 * Not modelled: pods whose granted eviction never came, whose condition is taken back; events.
 */
import type { KubernetesObject, PodDisruptionBudget } from '../../../specs/kubernetes.ts';
import { selectorMatches, timestampOf } from '../../../specs/kubernetes.ts';
import { withCondition } from '../conditions.ts';
import type { ApiRequest, Controller, Sync, SyncContext } from '../controller.ts';
import { isSame } from '../values.ts';
import { disruptionCondition } from './disruption/condition.ts';
import {
  deletionTimeoutMs,
  expectationOf,
  healthyCount,
  stillDisrupted,
} from './disruption/count.ts';

/** Its keys are the names of budgets. */
export function disruptionController(): Controller {
  return {
    actor: 'disruption-controller',
    watches: ['PodDisruptionBudget', 'Pod', 'ReplicaSet', 'Deployment', 'StatefulSet'],
    readsItsWrites: [],
    handle({ kind, before, after }, context) {
      const object = after ?? before;
      if (object === undefined) return [];
      if (kind === 'PodDisruptionBudget') return [{ key: object.metadata.name }];
      const budget = kind === 'Pod' ? budgetOf(context, object) : undefined;
      return budget === undefined ? [] : [{ key: budget.metadata.name }];
    },
    *sync(key, context) {
      const budget = context.cache.get('PodDisruptionBudget', key);
      return budget === undefined ? 'done' : yield* syncBudget(budget, context);
    },
  };
}

/** The first that covers a pod as it is now: one that covered it before is not told. */
function budgetOf({ cache }: SyncContext, pod: KubernetesObject): PodDisruptionBudget | undefined {
  return cache.list('PodDisruptionBudget').find((budget) => covers(budget, pod));
}

function covers({ spec }: PodDisruptionBudget, pod: KubernetesObject): boolean {
  return selectorMatches(spec.selector ?? {}, pod.metadata.labels);
}

function* syncBudget(budget: PodDisruptionBudget, { cache, nowMs }: SyncContext): Sync {
  const pods = cache.list('Pod').filter((pod) => covers(budget, pod));
  const count = yield* expectationOf(cache, budget, pods);
  const now = timestampOf(nowMs());
  if (typeof count === 'string') {
    // Whatever becomes of this, nothing is tried again before something changes.
    const failed = writeOf(budget, failedStatus(budget, count, now));
    if (failed !== undefined) yield failed;
    return 'done';
  }
  const disruptedPods = stillDisrupted(budget, pods, nowMs());
  const currentHealthy = healthyCount(pods, disruptedPods);
  const room = currentHealthy - count.desired;
  const disruptionsAllowed = count.expected <= 0 || room <= 0 ? 0 : room;
  const { generation } = budget.metadata;
  const write = writeOf(budget, {
    currentHealthy,
    desiredHealthy: count.desired,
    expectedPods: count.expected,
    disruptionsAllowed,
    ...(Object.keys(disruptedPods).length > 0 && { disruptedPods }),
    ...(generation !== undefined && { observedGeneration: generation }),
    conditions: disruptionCondition(budget, disruptionsAllowed, now),
  });
  if (write !== undefined && !(yield write).ok) return 'retry';
  return Object.keys(disruptedPods).length > 0 ? { requeueAfterMs: deletionTimeoutMs } : 'done';
}

/** Where the count fails nothing is allowed, and the rest of the status stays. */
function failedStatus(
  { status }: PodDisruptionBudget,
  message: string,
  now: string,
): PodDisruptionBudget['status'] {
  const failed = {
    type: 'DisruptionAllowed',
    status: 'False',
    reason: 'SyncFailed',
    message,
  } as const;
  const conditions = withCondition(status.conditions, failed, now);
  return { ...status, disruptionsAllowed: 0, conditions };
}

function writeOf(
  budget: PodDisruptionBudget,
  status: PodDisruptionBudget['status'],
): ApiRequest | undefined {
  if (isSame(budget.status, status)) return undefined;
  return { verb: 'updateStatus', object: { ...budget, status } };
}
