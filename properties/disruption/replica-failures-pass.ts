/** RS-STAT-004: at rest a ReplicaSet that has exactly the pods that it declares reports no
 * ReplicaFailure: the condition goes with the next success. */
import { conditionOf, keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';

export const replicaFailuresPass = eventually({
  id: 'deployment/replica-failures-pass',
  title: 'At rest a ReplicaSet that has all its pods does not report that pods failed',
  controller: 'Deployment',
  requirements: ['RS-STAT-004'],
  *settled(view) {
    for (const set of view.list('ReplicaSet')) {
      if (set.metadata.deletionTimestamp !== undefined) continue;
      if (view.tally(set.metadata.uid).active !== set.spec.replicas) continue;
      const failure = conditionOf(set, 'ReplicaFailure');
      const subject = keyOf(set);
      if (failure === undefined) yield { subject, there: true };
      else {
        const observed = `ReplicaFailure ${failure.status}, ${failure.reason}`;
        const evidence = [view.seqOf(set)];
        yield { subject, there: false, expected: 'no ReplicaFailure', observed, evidence };
      }
    }
  },
});
