import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { setVersionsOf } from '../vocabulary/counted-sets.ts';
import { isRecount, statusWriteOf } from '../vocabulary/deployment-status.ts';
import { ownedSets } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-STAT-005 for each status that counts anew: the sum of what the ReplicaSets report,
 * unknown while one of those that were looked at does not say. */
export const terminatingReplicasAreSummedUp = always({
  id: 'deployment/terminating-replicas-are-summed-up',
  title: 'terminatingReplicas is the sum of what the ReplicaSets report',
  controller: 'Deployment',
  requirements: ['DEP-STAT-005'],
  needs: ['global-order', 'DeploymentReplicaSetTerminatingReplicas'],
  on: ['Deployment', 'ReplicaSet'],
  monitor: (context) => {
    const versions = setVersionsOf(context);
    return {
      change(moment) {
        versions.change(moment);
        const write = statusWriteOf(moment);
        if (write === undefined || !isRecount(write)) return 'irrelevant';
        const { after } = write;
        const { terminatingReplicas } = after.status;
        const isRight = versions.couldHaveCounted(
          after,
          moment.event.at,
          ({ sets }) => terminatingReplicas === sumOf(sets),
        );
        if (isRight) return terminatingReplicas === 0 ? 'irrelevant' : 'holds';
        const sets = ownedSets(moment.before, after);
        return violated(
          moment,
          {
            message: `${nameOf(after)} miscounts its terminating replicas`,
            expected: `terminatingReplicas ${sumOf(sets) ?? 'unknown'}`,
            observed: `terminatingReplicas ${terminatingReplicas ?? 'unknown'}`,
          },
          [write.before, ...sets],
        );
      },
    };
  },
});

function sumOf(sets: readonly ReplicaSet[]): number | undefined {
  let sum = 0;
  for (const { status } of sets) {
    const wasLookedAt = (status.observedGeneration ?? 0) > 0;
    if (status.terminatingReplicas === undefined && wasLookedAt) return undefined;
    sum += status.terminatingReplicas ?? 0;
  }
  return sum;
}
