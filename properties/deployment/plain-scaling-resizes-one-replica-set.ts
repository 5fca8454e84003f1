import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { declaredTotal, inUse, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-SCALE-001 at rest: with at most one ReplicaSet in use, paused or not, exactly the
 * Deployment's replicas are declared; surge plays no part. A Recreate that still waits for old pods
 * declares none. A size that somebody gave it by hand does not last (DEP-HEAL-001). */
export const plainScalingResizesOneReplicaSet = eventually({
  id: 'deployment/plain-scaling-resizes-one-replica-set',
  title: 'At rest a single ReplicaSet in use declares exactly the replicas of its Deployment',
  controller: 'Deployment',
  requirements: ['DEP-SCALE-001', 'DEP-HEAL-001'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      if (deployment.metadata.deletionTimestamp !== undefined) continue;
      const sets = ownedSets(view, deployment);
      const used = inUse(sets);
      if (sets.length === 0 || used.length > 1) continue;
      const { replicas, strategy } = deployment.spec;
      const isWaiting = used.length === 0 && replicas > 0 && strategy.type === 'Recreate';
      if (isWaiting) continue;
      const subject = keyOf(deployment);
      const declared = declaredTotal(sets);
      if (declared === replicas) yield { subject, there: true };
      else {
        yield {
          subject,
          there: false,
          expected: `${replicas} replicas declared`,
          observed: `${declared} replicas declared`,
          evidence: [deployment, ...sets].map((each) => view.seqOf(each)),
        };
      }
    }
  },
});
