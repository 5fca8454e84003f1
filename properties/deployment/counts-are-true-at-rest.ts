import type { Deployment } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { countsOf } from '../vocabulary/progress.ts';
import type { Counts } from '../vocabulary/progress.ts';
import { isTerminal, isTerminating } from '../vocabulary/pods.ts';
import { newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-STAT-002 and -005 where everybody has caught up with everybody: the status speaks of
 * the pods that there are. Pods that have ended or are terminating are no replicas; which of them
 * are ready and available is what the ReplicaSets say. */
export const countsAreTrueAtRest = eventually({
  id: 'deployment/counts-are-true-at-rest',
  title: 'At rest the status of a Deployment counts the pods that its ReplicaSets have',
  controller: 'Deployment',
  requirements: ['DEP-STAT-002', 'DEP-STAT-005'],
  *settled(view, { target }) {
    const countsTerminating = target.features.includes('DeploymentReplicaSetTerminatingReplicas');
    for (const deployment of view.list('Deployment')) {
      if (deployment.metadata.deletionTimestamp !== undefined) continue;
      const subject = keyOf(deployment);
      const expected = spell(trueCountsOf(view, deployment), terminatingOf(view, deployment));
      const { status } = deployment;
      const terminating = countsTerminating
        ? status.terminatingReplicas
        : terminatingOf(view, deployment);
      const observed = spell(countsOf(status), terminating);
      if (observed === expected) yield { subject, there: true };
      else {
        const evidence = [deployment, ...ownedSets(view, deployment)].map((each) =>
          view.seqOf(each),
        );
        yield { subject, there: false, expected, observed, evidence };
      }
    }
  },
});

type Shown = Omit<Counts, 'unavailable'>;

function trueCountsOf(view: ClusterView, deployment: Deployment): Shown {
  const sets = ownedSets(view, deployment);
  const newSet = newSetOf(deployment, sets);
  const active = (uid: string) => view.tally(uid).active;
  return {
    replicas: sets.reduce((sum, set) => sum + active(set.metadata.uid), 0),
    updated: newSet === undefined ? 0 : active(newSet.metadata.uid),
    ready: sets.reduce((sum, { status }) => sum + (status.readyReplicas ?? 0), 0),
    available: sets.reduce((sum, { status }) => sum + (status.availableReplicas ?? 0), 0),
  };
}

function terminatingOf(view: ClusterView, deployment: Deployment): number {
  let count = 0;
  for (const { metadata } of ownedSets(view, deployment)) {
    if (view.tally(metadata.uid).terminating === 0) continue;
    for (const pod of view.owned('Pod', metadata.uid)) {
      if (isTerminating(pod) && !isTerminal(pod)) count += 1;
    }
  }
  return count;
}

function spell({ replicas, updated, ready, available }: Shown, terminating?: number): string {
  return (
    `${replicas} replicas, ${updated} updated, ${ready} ready, ${available} available, ` +
    `${terminating ?? 'unknown'} terminating`
  );
}
