import { keyOf, selectorMatches } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isTerminal, isTerminating } from '../vocabulary/pods.ts';

/** Claims RS-STAT-005 for every ReplicaSet that stays: terminatingReplicas are the pods that it
 * owns and selects, that are on their way out and have not ended; without the feature gate there
 * is no such field. */
export const statusCountsTerminatingPods = eventually({
  id: 'replicaset/status-counts-terminating-pods',
  title: "At rest a ReplicaSet's status says how many of its pods are terminating",
  controller: 'Deployment',
  requirements: ['RS-STAT-005'],
  *settled(view, { target }) {
    const isReported = target.features.includes('DeploymentReplicaSetTerminatingReplicas');
    for (const set of view.list('ReplicaSet')) {
      if (set.metadata.deletionTimestamp !== undefined) continue;
      const { uid } = set.metadata;
      const going =
        view.tally(uid).terminating === 0
          ? []
          : [...view.owned('Pod', uid)].filter(
              (pod) =>
                isTerminating(pod) &&
                !isTerminal(pod) &&
                selectorMatches(set.spec.selector, pod.metadata.labels),
            );
      const expected = isReported ? going.length : undefined;
      const { terminatingReplicas } = set.status;
      const subject = keyOf(set);
      if (terminatingReplicas === expected) yield { subject, there: true };
      else {
        yield {
          subject,
          there: false,
          expected: `terminatingReplicas ${expected ?? 'absent'}`,
          observed: `terminatingReplicas ${terminatingReplicas ?? 'absent'}`,
          evidence: [set, ...going].map((each) => view.seqOf(each)),
        };
      }
    }
  },
});
