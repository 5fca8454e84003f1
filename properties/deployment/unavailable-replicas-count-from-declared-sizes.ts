import { always } from '../property.ts';
import { setVersionsOf } from '../vocabulary/counted-sets.ts';
import { isRecount, statusWriteOf } from '../vocabulary/deployment-status.ts';
import { countsOf } from '../vocabulary/progress.ts';
import { declaredTotal, ownedSets } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-STAT-004 for each status that counts anew, with the sizes that the ReplicaSets may
 * have been declaring just then: surge included, whatever the Deployment itself asks for. */
export const unavailableReplicasCountFromDeclaredSizes = always({
  id: 'deployment/unavailable-replicas-count-from-declared-sizes',
  title: 'unavailableReplicas is what the ReplicaSets declare, less what is available',
  controller: 'Deployment',
  requirements: ['DEP-STAT-004'],
  needs: ['global-order'],
  on: ['Deployment', 'ReplicaSet'],
  monitor: (context) => {
    const versions = setVersionsOf(context);
    return {
      change(moment) {
        versions.change(moment);
        const write = statusWriteOf(moment);
        if (write === undefined || !isRecount(write)) return 'irrelevant';
        const { after } = write;
        const { available, unavailable } = countsOf(after.status);
        const isRight = versions.couldHaveCounted(
          after,
          moment.event.at,
          ({ sets }) => unavailable === Math.max(0, declaredTotal(sets) - available),
        );
        if (isRight) return 'holds';
        const sets = ownedSets(moment.before, after);
        return violated(
          moment,
          {
            message: `${nameOf(after)} miscounts its unavailable replicas`,
            expected: `${declaredTotal(sets)} declared less ${available} available`,
            observed: `unavailableReplicas ${unavailable}`,
          },
          [write.before, ...sets],
        );
      },
    };
  },
});
