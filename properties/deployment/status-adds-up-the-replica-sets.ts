import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import type { CountedSets } from '../vocabulary/counted-sets.ts';
import { setVersionsOf } from '../vocabulary/counted-sets.ts';
import { isRecount, statusWriteOf } from '../vocabulary/deployment-status.ts';
import type { Counts } from '../vocabulary/progress.ts';
import { countsOf, spellCounts } from '../vocabulary/progress.ts';
import { ownedSets } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-STAT-002 for each status that counts anew, against what the ReplicaSets may have been
 * reporting just then. */
export const statusAddsUpTheReplicaSets = always({
  id: 'deployment/status-adds-up-the-replica-sets',
  title: 'A Deployment counts what its ReplicaSets report, and as updated what the new one does',
  controller: 'Deployment',
  requirements: ['DEP-STAT-002'],
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
        const counts = countsOf(after.status);
        const adds = (counted: CountedSets) => isSumOf(counts, counted);
        if (versions.couldHaveCounted(after, moment.event.at, adds)) return 'holds';
        const sets = ownedSets(moment.before, after);
        return violated(
          moment,
          {
            message: `${nameOf(after)} counts replicas that its ReplicaSets do not report`,
            expected: `the sums of ${sets.map(spellSet).join(' and ') || 'no ReplicaSet'}`,
            observed: spellCounts(counts),
          },
          [write.before, ...sets],
        );
      },
    };
  },
});

function isSumOf(counts: Counts, { sets, newSet }: CountedSets): boolean {
  const sum = (count: 'replicas' | 'readyReplicas' | 'availableReplicas') =>
    sets.reduce((total, { status }) => total + (status[count] ?? 0), 0);
  return (
    counts.replicas === sum('replicas') &&
    counts.updated === (newSet?.status.replicas ?? 0) &&
    counts.ready === sum('readyReplicas') &&
    counts.available === sum('availableReplicas')
  );
}

function spellSet({ metadata, status }: ReplicaSet): string {
  const { replicas, readyReplicas = 0, availableReplicas = 0 } = status;
  return `${metadata.name} (${replicas}, ${readyReplicas} ready, ${availableReplicas} available)`;
}
