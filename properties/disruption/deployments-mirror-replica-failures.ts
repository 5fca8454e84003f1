/**
 * DEP-COND-005: at rest a Deployment reports a ReplicaFailure if one of its ReplicaSets does, and
 * not otherwise. The condition is looked at in rollouts alone, so nothing is said of a Deployment
 * that is paused, or whose scaling is not over.
 */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { conditionOf, keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isScalingEvent } from '../vocabulary/scaling-pass.ts';

export const deploymentsMirrorReplicaFailures = eventually({
  id: 'deployment/deployments-mirror-replica-failures',
  title: 'At rest a Deployment reports the failure of its ReplicaSets, as long as it lasts',
  controller: 'Deployment',
  requirements: ['DEP-COND-005'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      const sets = [...view.owned('ReplicaSet', deployment.metadata.uid)];
      if (!isRolledOut(deployment, sets)) continue;
      const failing = sets.filter((set) => conditionOf(set, 'ReplicaFailure') !== undefined);
      const reports = conditionOf(deployment, 'ReplicaFailure') !== undefined;
      const subject = keyOf(deployment);
      if (reports === failing.length > 0) yield { subject, there: true };
      else {
        yield {
          subject,
          there: false,
          expected: `ReplicaFailure of ${failing[0]?.metadata.name ?? 'none'}`,
          observed: reports ? 'ReplicaFailure' : 'no ReplicaFailure',
          evidence: [view.seqOf(deployment), ...failing.map((set) => view.seqOf(set))],
        };
      }
    }
  },
});

function isRolledOut(deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  const { metadata, spec, status } = deployment;
  const isSeen = status.observedGeneration === metadata.generation;
  if (metadata.deletionTimestamp !== undefined || spec.paused === true || !isSeen) return false;
  return !isScalingEvent(deployment, sets);
}
