/**
 * STS-REV-005: at rest no revision that a set selects is without a controller: what a former set of
 * its name left behind is taken over, and the pods of it are not started anew.
 */
import { controllerOf, keyOf, selectorMatches } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';

export const orphanedRevisionsAreAdopted = eventually({
  id: 'statefulset/orphaned-revisions-are-adopted',
  title: 'At rest every revision that a set selects has a controller',
  controller: 'StatefulSet',
  requirements: ['STS-REV-005'],
  *settled(view, context) {
    for (const { set } of settledSets(view, context)) {
      for (const revision of view.list('ControllerRevision')) {
        const { metadata } = revision;
        if (metadata.deletionTimestamp !== undefined) continue;
        if (!selectorMatches(set.spec.selector, metadata.labels)) continue;
        const owner = controllerOf(revision);
        if (owner !== undefined && owner.uid !== set.metadata.uid) continue;
        const subject = keyOf(revision);
        if (owner !== undefined) yield { subject, there: true };
        else {
          yield {
            subject,
            there: false,
            expected: `${metadata.name} controlled by ${set.metadata.name}`,
            observed: `${metadata.name} controlled by nobody`,
            evidence: [view.seqOf(revision)],
          };
        }
      }
    }
  },
});
