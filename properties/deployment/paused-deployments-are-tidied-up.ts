import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { compareAge, newSetOf, notedNumber, ownedSets } from '../vocabulary/rollout.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';

/** Claims the other half of DEP-PAUSE-002 at rest: a pause keeps no old ReplicaSets beyond the
 * history limit, although the rollout is not complete. Of the lowest ones those that are not empty
 * stay, and nothing goes in their place. */
export const pausedDeploymentsAreTidiedUp = eventually({
  id: 'deployment/paused-deployments-are-tidied-up',
  title: 'At rest a paused Deployment has no empty ReplicaSets beyond its history limit',
  controller: 'Deployment',
  requirements: ['DEP-PAUSE-002'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      const { metadata, spec } = deployment;
      if (metadata.deletionTimestamp !== undefined || spec.paused !== true) continue;
      const surplus = surplusOf(deployment, ownedSets(view, deployment));
      if (surplus === undefined) continue;
      const subject = keyOf(deployment);
      const left = surplus.filter((set) => set.spec.replicas === 0 && set.status.replicas === 0);
      if (left.length === 0) yield { subject, there: true };
      else {
        const expected = `${spec.revisionHistoryLimit} old ReplicaSets at most`;
        const observed = `${left.map((set) => set.metadata.name).join(', ')} beyond them`;
        const evidence = [deployment, ...left].map((each) => view.seqOf(each));
        yield { subject, there: false, expected, observed, evidence };
      }
    }
  },
});

/** As many of the old ReplicaSets as there are too many, lowest revisions first; undefined where
 * their order is not known, or there is none old. */
function surplusOf(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
): readonly ReplicaSet[] | undefined {
  const { revisionHistoryLimit } = deployment.spec;
  const newSet = newSetOf(deployment, sets);
  const old = sets.filter(
    (set) => set !== newSet && set.metadata.deletionTimestamp === undefined,
  );
  const isOrdered = old.every((set) => notedNumber(set, revisionAnnotation) !== undefined);
  if (revisionHistoryLimit === undefined || old.length === 0 || !isOrdered) return undefined;
  const revisionOf = (set: ReplicaSet) => notedNumber(set, revisionAnnotation) ?? 0;
  return old
    .toSorted((a, b) => revisionOf(a) - revisionOf(b) || compareAge(a, b))
    .slice(0, Math.max(0, old.length - revisionHistoryLimit));
}
