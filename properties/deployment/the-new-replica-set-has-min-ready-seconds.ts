import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-RS-007 at rest for every Deployment whose template has a ReplicaSet, paused or
 * not. */
export const theNewReplicaSetHasMinReadySeconds = eventually({
  id: 'deployment/the-new-replica-set-has-min-ready-seconds',
  title: 'At rest the new ReplicaSet has the minReadySeconds of its Deployment',
  controller: 'Deployment',
  requirements: ['DEP-RS-007'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      if (deployment.metadata.deletionTimestamp !== undefined) continue;
      const newSet = newSetOf(deployment, ownedSets(view, deployment));
      if (newSet === undefined) continue;
      const subject = keyOf(deployment);
      const { minReadySeconds: wanted = 0 } = deployment.spec;
      const { minReadySeconds: found = 0 } = newSet.spec;
      if (found === wanted) yield { subject, there: true };
      else {
        yield {
          subject,
          there: false,
          expected: `minReadySeconds ${wanted} on ${newSet.metadata.name}`,
          observed: `minReadySeconds ${found}`,
          evidence: [deployment, newSet].map((each) => view.seqOf(each)),
        };
      }
    }
  },
});
