/**
 * STS-STAT-001 in motion: the replicas and ready replicas of a status are those of one state of the
 * pods that the controller may have seen, and pods that terminate or have failed are among them.
 *
 * Pods that a sync has just created are not counted by it; orphans that it adopts are. Whether a
 * pod is available is a matter of the controller's clock, so only its upper limit is judged here.
 */
import type { StatefulSet } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import type { Census } from '../vocabulary/stateful-census.ts';
import { createStatefulCensus } from '../vocabulary/stateful-census.ts';
import { ownStatus } from '../vocabulary/stateful-status.ts';

export const aStatusCountsPodsOfOneMoment = always({
  id: 'statefulset/a-status-counts-pods-of-one-moment',
  title: 'A status counts the pods of a state that was there, terminating and failed ones too',
  controller: 'StatefulSet',
  requirements: ['STS-STAT-001'],
  needs: ['global-order'],
  on: ['StatefulSet', 'Pod'],
  monitor: (context) => {
    const census = createStatefulCensus(context);
    return {
      change: (moment) => {
        census.follow(moment);
        const set = ownStatus(moment, context);
        if (set === undefined) return 'irrelevant';
        const seen = census.seenBy(set.metadata.uid, moment.event.at);
        if (isOrderly(set) && seen.some((each) => fits(set, each))) return 'holds';
        return violationAt(moment, {
          message: `the status of ${set.metadata.name} counts pods that were never there together`,
          expected: describeSome([...new Set(seen.map(spell))].toReversed()),
          observed: spellStatus(set),
        });
      },
    };
  },
});

/** Whatever is available is ready. */
function isOrderly({ status }: StatefulSet): boolean {
  return (status.availableReplicas ?? 0) <= (status.readyReplicas ?? 0);
}

function fits({ status }: StatefulSet, { owned, ownedReady, adoptable, adoptableReady }: Census) {
  const ready = status.readyReplicas ?? 0;
  return (
    status.replicas >= owned &&
    status.replicas <= owned + adoptable &&
    ready >= ownedReady &&
    ready <= ownedReady + adoptableReady
  );
}

function spell({ owned, ownedReady, adoptable }: Census): string {
  const orphans = adoptable > 0 ? ` (and ${adoptable} to adopt)` : '';
  return `${owned} replicas, ${ownedReady} ready${orphans}`;
}

function spellStatus({ status }: StatefulSet): string {
  const { replicas, readyReplicas = 0, availableReplicas = 0 } = status;
  return `${replicas} replicas, ${readyReplicas} ready, ${availableReplicas} available`;
}
