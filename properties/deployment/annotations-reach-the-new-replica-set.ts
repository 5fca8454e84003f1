import type { Deployment } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isCopied } from '../vocabulary/copied-annotations.ts';
import { revisionNumberOf } from '../vocabulary/revision-numbers.ts';
import { newSetOf, ownedSets } from '../vocabulary/rollout.ts';

/** Claims DEP-RS-006 at rest for every annotation that a user gave to a Deployment. Old ReplicaSets
 * keep what they had, and so does the new one if the Deployment lost an annotation. One whose
 * revision is no number gets nothing any more. */
export const annotationsReachTheNewReplicaSet = eventually({
  id: 'deployment/annotations-reach-the-new-replica-set',
  title: 'At rest the new ReplicaSet has the annotations of its Deployment',
  controller: 'Deployment',
  requirements: ['DEP-RS-006'],
  *settled(view) {
    for (const deployment of view.list('Deployment')) {
      const given = givenTo(deployment);
      if (given.length === 0 || deployment.metadata.deletionTimestamp !== undefined) continue;
      const newSet = newSetOf(deployment, ownedSets(view, deployment));
      if (newSet === undefined || revisionNumberOf(newSet) === undefined) continue;
      const subject = keyOf(deployment);
      const { name, annotations } = newSet.metadata;
      const missing = given.find(([key, value]) => annotations?.[key] !== value);
      if (missing === undefined) yield { subject, there: true };
      else {
        const [key, value] = missing;
        yield {
          subject,
          there: false,
          expected: `annotation ${key}: ${value} on ${name}`,
          observed: annotations?.[key] ?? 'no such annotation',
          evidence: [deployment, newSet].map((each) => view.seqOf(each)),
        };
      }
    }
  },
});

function givenTo({ metadata }: Deployment): readonly (readonly [string, string])[] {
  return Object.entries(metadata.annotations ?? {}).filter(([key]) => isCopied(key));
}
