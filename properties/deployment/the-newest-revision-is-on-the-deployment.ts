import type { Deployment } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import type { ClusterView } from '../view.ts';
import {
  highestRevision,
  revisionAnnotation,
  revisionNumberOf,
} from '../vocabulary/revision-numbers.ts';
import { newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-REV-001 at rest, for every Deployment whose template has a ReplicaSet, paused or
 * not. */
export const theNewestRevisionIsOnTheDeployment = eventually({
  id: 'deployment/the-newest-revision-is-on-the-deployment',
  title: 'At rest a Deployment carries the number of its new ReplicaSet, the highest of all',
  controller: 'Deployment',
  requirements: ['DEP-REV-001'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      if (deployment.metadata.deletionTimestamp !== undefined) continue;
      const sets = ownedSets(view, deployment);
      const newSet = newSetOf(deployment, sets);
      if (newSet === undefined) continue;
      const subject = keyOf(deployment);
      const lack = lackOf(view, deployment);
      if (lack === undefined) yield { subject, there: true };
      else {
        const evidence = [deployment, ...sets].map((each) => view.seqOf(each));
        yield { subject, there: false, ...lack, evidence };
      }
    }
  },
});

function lackOf(
  view: ClusterView,
  deployment: Deployment,
): { readonly expected: string; readonly observed: string } | undefined {
  const sets = ownedSets(view, deployment);
  const newSet = newSetOf(deployment, sets);
  if (newSet === undefined) return undefined;
  const noted = deployment.metadata.annotations?.[revisionAnnotation];
  const wanted = newSet.metadata.annotations?.[revisionAnnotation];
  if (noted !== wanted) {
    const observed = `the Deployment says ${noted ?? 'nothing'}`;
    return { expected: `revision ${wanted ?? 'of no number'}, as its new ReplicaSet`, observed };
  }
  const number = revisionNumberOf(newSet);
  const highest = highestRevision(sets.filter((set) => set !== newSet));
  if (number === undefined || number > highest) return undefined;
  const observed = `the new ReplicaSet has ${number}, an old one ${highest}`;
  return { expected: 'the highest number on the new ReplicaSet', observed };
}
