/**
 * DIS-004: a running pod that is not Ready is evicted where its budget's policy is AlwaysAllow,
 * where enough others are healthy, or where the budget was charged like for any other; not where
 * too few are healthy and the policy is IfHealthyBudget or none.
 */
import type { Pod, PodDisruptionBudget } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { letsUnhealthyGo } from '../vocabulary/budgets.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { evictedHere, theBudget, watchEvictions } from '../vocabulary/evictions.ts';
import { isReady, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for pods of one controller. */
export function unhealthyPodsAreEvictedByPolicy(controller: Served) {
  return always({
    id: `${controller.toLowerCase()}/unhealthy-pods-are-evicted-by-policy`,
    title: 'A pod that is not Ready is evicted only where the policy of its budget says so',
    controller,
    requirements: ['DIS-004'],
    needs: ['global-order'],
    on: ['Pod', 'PodDisruptionBudget'],
    monitor: (context) => {
      const watch = watchEvictions(context);
      return {
        other(event, view) {
          watch.other(event, view);
          return 'irrelevant';
        },
        change(moment) {
          const eviction = watch.current();
          const pod = evictedHere(moment);
          const asked = eviction && [...eviction.pods];
          watch.change(moment);
          if (pod === undefined || !asked) return 'irrelevant';
          if (eviction.uid !== pod.metadata.uid) return 'irrelevant';
          const versions = theBudget(eviction);
          if (versions === undefined || !asked.every(isUnhealthy)) return 'irrelevant';
          if (versions.some((version) => mayGo(version, pod))) return 'holds';
          return violationAt(moment, {
            message: `${pod.metadata.name} is not Ready and was evicted against the policy`,
            expected: 'AlwaysAllow, enough healthy pods, or a charge to the budget',
            observed: describeSome(versions.map(spell)),
            evidence: versions.map((version) => moment.before.seqOf(version)),
          });
        },
      };
    },
  });
}

function isUnhealthy(pod: Pod): boolean {
  return pod.status.phase === 'Running' && !isReady(pod) && !isTerminating(pod);
}

function mayGo(budget: PodDisruptionBudget, { metadata }: Pod): boolean {
  return letsUnhealthyGo(budget) || budget.status.disruptedPods?.[metadata.name] !== undefined;
}

function spell({ metadata, spec, status }: PodDisruptionBudget): string {
  const policy = spec.unhealthyPodEvictionPolicy ?? 'no policy';
  const { currentHealthy = 0, desiredHealthy = 0 } = status;
  return `${metadata.name}: ${policy}, ${currentHealthy} of ${desiredHealthy} healthy`;
}
