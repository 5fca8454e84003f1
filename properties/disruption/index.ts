/** Every property of disruption budgets and of quotas, as far as workloads are concerned. */
import type { Property } from '../property.ts';
import { budgetsCountTheirPods } from './budgets-count-their-pods.ts';
import { budgetsDoNotHoldUpScaling } from './budgets-do-not-hold-up-scaling.ts';
import { deploymentsMirrorReplicaFailures } from './deployments-mirror-replica-failures.ts';
import { evictionsAreChargedToTheBudget } from './evictions-are-charged-to-the-budget.ts';
import { refusedEvictionsHaveAReason } from './refused-evictions-have-a-reason.ts';
import { refusedPodsAreTold } from './refused-pods-are-told.ts';
import { replicaFailuresPass } from './replica-failures-pass.ts';
import { sometimesABudgetIsUsedUp } from './sometimes-a-budget-is-used-up.ts';
import { sometimesAQuotaRefusesPods } from './sometimes-a-quota-refuses-pods.ts';
import { unhealthyPodsAreEvictedByPolicy } from './unhealthy-pods-are-evicted-by-policy.ts';

export const disruption: readonly Property[] = [
  ...(['Deployment', 'StatefulSet'] as const).flatMap((controller) => [
    budgetsCountTheirPods(controller),
    evictionsAreChargedToTheBudget(controller),
    unhealthyPodsAreEvictedByPolicy(controller),
    refusedEvictionsHaveAReason(controller),
  ]),
  budgetsDoNotHoldUpScaling,
  refusedPodsAreTold,
  replicaFailuresPass,
  deploymentsMirrorReplicaFailures,
  sometimesABudgetIsUsedUp,
  sometimesAQuotaRefusesPods,
];
