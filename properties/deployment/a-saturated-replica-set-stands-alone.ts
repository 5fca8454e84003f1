import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { inUse, newSetOf, ownedSets } from '../vocabulary/rollout.ts';
import { isSaturated } from '../vocabulary/scaling-pass.ts';

/** Claims DEP-SCALE-004 at rest: what a rollout would take from the old ReplicaSets, a scaling pass
 * takes too, in a pause or for one that was adopted, once the new one has all that is wanted. */
export const aSaturatedReplicaSetStandsAlone = eventually({
  id: 'deployment/a-saturated-replica-set-stands-alone',
  title: 'At rest no old ReplicaSet is in use beside a new one that has all replicas available',
  controller: 'Deployment',
  requirements: ['DEP-SCALE-004'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      if (deployment.metadata.deletionTimestamp !== undefined) continue;
      const sets = ownedSets(view, deployment);
      const newSet = newSetOf(deployment, sets);
      if (newSet === undefined || sets.length === 1 || !isSaturated(deployment, newSet)) continue;
      const subject = keyOf(deployment);
      const left = inUse(sets).filter((set) => set !== newSet);
      if (left.length === 0) yield { subject, there: true };
      else {
        const expected = `only ${newSet.metadata.name} in use`;
        const observed = left
          .map((set) => `${set.metadata.name} still declares ${set.spec.replicas}`)
          .join(', ');
        const evidence = [deployment, ...sets].map((each) => view.seqOf(each));
        yield { subject, there: false, expected, observed, evidence };
      }
    }
  },
});
