/**
 * DIS-002: a running, Ready pod that a budget covers is evicted only after the budget was charged
 * for it: a version of the budget that allowed a disruption and that the controller had seen was
 * replaced by one that allows one less and names the pod. That is stored before the pod is marked,
 * so two evictions can never use the same disruption.
 */
import type { Pod, PodDisruptionBudget } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isSeen } from '../vocabulary/budgets.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import type { Eviction } from '../vocabulary/evictions.ts';
import { evictedHere, theBudget, watchEvictions } from '../vocabulary/evictions.ts';
import { isReady, isTerminating } from '../vocabulary/pods.ts';
import type { Served } from '../vocabulary/served.ts';

/** Claims it for pods of one controller. */
export function evictionsAreChargedToTheBudget(controller: Served) {
  return always({
    id: `${controller.toLowerCase()}/evictions-are-charged-to-the-budget`,
    title: 'A healthy pod is evicted only where its budget allowed it and was charged for it',
    controller,
    requirements: ['DIS-002'],
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
          watch.change(moment);
          if (pod === undefined || eviction?.uid !== pod.metadata.uid) return 'irrelevant';
          const versions = theBudget(eviction);
          if (versions === undefined || !eviction.pods.every(isHealthy)) return 'irrelevant';
          if (isCharged(versions, pod.metadata.name)) return 'holds';
          return violationAt(moment, {
            message: `${pod.metadata.name} was evicted without a charge to its budget`,
            expected: 'a version of the budget that names it and allows one disruption less',
            observed: describeSome(versions.map(spell)),
            evidence: versions.map((version) => moment.before.seqOf(version)),
          });
        },
      };
    },
  });
}

/** In every version since the eviction was asked for (the last one is the mark itself). */
function isHealthy(pod: Pod, index: number, pods: Eviction['pods']): boolean {
  const isMark = index === pods.length - 1 && index > 0;
  return isMark || (pod.status.phase === 'Running' && isReady(pod) && !isTerminating(pod));
}

function isCharged(versions: readonly PodDisruptionBudget[], name: string): boolean {
  return versions.some((after, index) => {
    const before = versions[index - 1];
    if (before === undefined || !isSeen(before)) return false;
    const allowed = before.status.disruptionsAllowed ?? 0;
    return (
      allowed > 0 &&
      (after.status.disruptionsAllowed ?? 0) === allowed - 1 &&
      after.status.disruptedPods?.[name] !== undefined &&
      before.status.disruptedPods?.[name] !== after.status.disruptedPods[name]
    );
  });
}

function spell({ metadata, status }: PodDisruptionBudget): string {
  return `${metadata.name} allows ${status.disruptionsAllowed ?? 0}`;
}
