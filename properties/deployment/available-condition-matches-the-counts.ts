import { conditionOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isRecount, statusWriteOf } from '../vocabulary/deployment-status.ts';
import { countsOf } from '../vocabulary/progress.ts';
import { fencePostsOf } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-COND-001 within one status write: condition and counts come from one look at the
 * spec whose generation they name, so no cache that lags can set them against each other. */
export const availableConditionMatchesTheCounts = always({
  id: 'deployment/available-condition-matches-the-counts',
  title: 'Available is True exactly while replicas minus maxUnavailable are reported as available',
  controller: 'Deployment',
  requirements: ['DEP-COND-001'],
  on: ['Deployment'],
  monitor: () => ({
    change(moment) {
      const write = statusWriteOf(moment);
      if (write === undefined || !isRecount(write)) return 'irrelevant';
      const { metadata, status } = write.after;
      if (status.observedGeneration !== metadata.generation) return 'irrelevant';
      const { available } = countsOf(status);
      const { minAvailable } = fencePostsOf(write.after);
      const [wanted, reason] =
        available >= minAvailable
          ? (['True', 'MinimumReplicasAvailable'] as const)
          : (['False', 'MinimumReplicasUnavailable'] as const);
      const condition = conditionOf(write.after, 'Available');
      if (condition?.status === wanted && condition.reason === reason) return 'holds';
      return violated(moment, {
        message: `${nameOf(write.after)} says the wrong thing about its availability`,
        expected: `${wanted} ${reason}: ${available} available, ${minAvailable} needed`,
        observed: `${condition?.status ?? 'no condition'} ${condition?.reason ?? ''}`.trim(),
      });
    },
  }),
});
