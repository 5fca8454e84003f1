/**
 * DIS-001: at rest the status of a budget has the pods that are expected, those that must be
 * healthy and those that are (Ready, neither going nor about to go), and allows what is between.
 *
 * The count is made anew when the budget or a pod that it covers changes. A pod that leaves it by
 * its labels, and a scale that moves no pod, go unnoticed until then: where one of these came last,
 * nothing is said. Nor is anything where a pod has two budgets, of which it tells only one.
 */
import type { Pod, PodDisruptionBudget } from '../../specs/kubernetes.ts';
import { conditionOf } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import {
  budgetsFor,
  coveredBy,
  covers,
  countsScales,
  declaredScale,
  desiredHealthyOf,
} from '../vocabulary/budgets.ts';
import { isReady, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for budgets of pods of one controller. */
export function budgetsCountTheirPods(controller: Served) {
  return always({
    id: `${controller.toLowerCase()}/budgets-count-their-pods`,
    title: 'At rest the status of a disruption budget follows from the pods that it covers',
    controller,
    requirements: ['DIS-001'],
    on: ['Pod', 'PodDisruptionBudget', 'Deployment', 'ReplicaSet', 'StatefulSet'],
    monitor: ({ target }) => {
      /** When something last changed that no budget is told of, and that a budget was told. */
      let unnoticed: Millis = Number.NEGATIVE_INFINITY;
      const told = new Map<string, Millis>();

      function isUpToDate({ metadata }: PodDisruptionBudget): boolean {
        return (told.get(metadata.uid) ?? 0) > unnoticed + target.stalenessMs;
      }

      return {
        change(moment) {
          const { object, at } = moment.event;
          if (goesUnnoticed(moment)) unnoticed = at;
          if (object.kind === 'PodDisruptionBudget') told.set(object.metadata.uid, at);
          if (object.kind !== 'Pod') return 'irrelevant';
          for (const budget of budgetsFor(moment.after, object)) told.set(budget.metadata.uid, at);
          return 'irrelevant';
        },
        other(event, view) {
          if (event.event !== 'phase' || event.phase !== 'hold' || !event.quiet) {
            return 'irrelevant';
          }
          let atStake = false;
          for (const budget of view.list('PodDisruptionBudget')) {
            const pods = coveredBy(view, budget);
            if (!isUpToDate(budget) || pods.some((pod) => budgetsFor(view, pod).length > 1)) {
              continue;
            }
            const expected = statusFor(view, budget, pods);
            if (expected === undefined) continue;
            atStake = true;
            const observed = statusOf(budget);
            if (observed === expected) continue;
            return {
              message: `the status of PodDisruptionBudget/${budget.metadata.name} is wrong`,
              expected,
              observed,
              at: event.seq,
              evidence: [view.seqOf(budget)],
            };
          }
          return atStake ? 'holds' : 'irrelevant';
        },
      };
    },
  });
}

/** A pod that leaves a budget without going, another scale, a workload that is no more. */
function goesUnnoticed({ event: { object, change }, previous, before }: Moment): boolean {
  if (change === 'DELETED') return object.kind !== 'Pod' && object.kind !== 'PodDisruptionBudget';
  if (object.kind === 'Pod' && previous?.kind === 'Pod') {
    return budgetsFor(before, previous).some((budget) => !covers(budget, object));
  }
  if (previous === undefined || object.kind === 'Pod') return false;
  const isWorkload = 'replicas' in (('spec' in object && object.spec) || {});
  return isWorkload && replicasOf(object) !== replicasOf(previous);
}

function replicasOf(object: object): unknown {
  return (object as { spec?: { replicas?: number } }).spec?.replicas;
}

/** What the status must say; undefined where it cannot be known from outside. */
function statusFor(
  view: ClusterView,
  budget: PodDisruptionBudget,
  pods: readonly Pod[],
): string | undefined {
  const expected = countsScales(budget) ? declaredScale(view, pods) : pods.length;
  if (expected === undefined) return undefined;
  if (conditionOf(budget, 'DisruptionAllowed')?.reason === 'SyncFailed') return undefined;
  const granted = budget.status.disruptedPods ?? {};
  const healthy = pods.filter(
    (pod) => isReady(pod) && !isTerminating(pod) && granted[pod.metadata.name] === undefined,
  ).length;
  const desired = desiredHealthyOf(budget, expected);
  const allowed = expected === 0 ? 0 : Math.max(0, healthy - desired);
  return spell(budget.metadata.generation, expected, desired, healthy, allowed);
}

function statusOf({ status }: PodDisruptionBudget): string {
  const { expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed } = status;
  return spell(
    status.observedGeneration,
    expectedPods,
    desiredHealthy,
    currentHealthy,
    disruptionsAllowed,
  );
}

function spell(
  generation = 0,
  expected = 0,
  desired = 0,
  healthy = 0,
  allowed = 0,
): string {
  const counts = `expects ${expected}, needs ${desired}, has ${healthy}, allows ${allowed}`;
  return `generation ${generation}: ${counts}`;
}
