/**
 * DIS-003: at rest no ReplicaSet of a Deployment has more pods than it declares, though a budget
 * covers them that allows no disruption: rollouts and scale-downs delete pods, they do not evict
 * them. Nothing but a ReplicaSet's own deletion, or its pods' being given away, excuses a surplus.
 */
import type { ReplicaSet } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { covers } from '../vocabulary/budgets.ts';

export const budgetsDoNotHoldUpScaling = eventually({
  id: 'deployment/budgets-do-not-hold-up-scaling',
  title: 'At rest no ReplicaSet has a surplus of pods, whatever disruption budgets say',
  controller: 'Deployment',
  requirements: ['DIS-003'],
  *settled(view) {
    const tight = [...view.list('PodDisruptionBudget')].filter(
      ({ status }) => (status.disruptionsAllowed ?? 0) === 0,
    );
    if (tight.length === 0) return;
    for (const set of view.list('ReplicaSet')) {
      const isCovered = tight.some((budget) => isAbout(view, budget, set));
      if (set.metadata.deletionTimestamp !== undefined || !isCovered) continue;
      const { active } = view.tally(set.metadata.uid);
      const subject = keyOf(set);
      if (active <= set.spec.replicas) yield { subject, there: true };
      else {
        const expected = `${set.spec.replicas} active pods`;
        const observed = `${active}, under a budget that allows no disruption`;
        yield { subject, there: false, expected, observed, evidence: [view.seqOf(set)] };
      }
    }
  },
});

function isAbout(view: ClusterView, budget: Parameters<typeof covers>[0], set: ReplicaSet) {
  for (const pod of view.owned('Pod', set.metadata.uid)) if (covers(budget, pod)) return true;
  return false;
}
