import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { idleScalingOf } from '../vocabulary/idle-scaling.ts';
import { countsOf } from '../vocabulary/progress.ts';
import { inUse, ownedSets } from '../vocabulary/rollout.ts';

/** Claims the way down of DEP-SCALE-005 at rest. Several ReplicaSets in use under Recreate are no
 * business of a scaling pass, so in a pause they stay as they are. */
export const noReplicasLeaveNothingInUse = eventually({
  id: 'deployment/no-replicas-leave-nothing-in-use',
  title: 'At rest a Deployment of 0 replicas has no ReplicaSet in use and counts nothing',
  controller: 'Deployment',
  requirements: ['DEP-SCALE-005'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      const { metadata, spec, status } = deployment;
      if (metadata.deletionTimestamp !== undefined || spec.replicas > 0) continue;
      const sets = ownedSets(view, deployment);
      const used = inUse(sets);
      if (idleScalingOf(deployment, sets) !== undefined) continue;
      if (spec.strategy.type === 'Recreate' && spec.paused === true && used.length > 1) continue;
      const subject = keyOf(deployment);
      const counts = Object.entries(countsOf(status)).filter(([, count]) => count > 0);
      if (used.length === 0 && counts.length === 0) yield { subject, there: true };
      else {
        const observed = [
          ...used.map((set) => `${set.metadata.name} declares ${set.spec.replicas}`),
          ...counts.map(([name, count]) => `${count} ${name}`),
        ].join(', ');
        const evidence = [deployment, ...used].map((each) => view.seqOf(each));
        yield { subject, there: false, expected: 'nothing at all', observed, evidence };
      }
    }
  },
});
