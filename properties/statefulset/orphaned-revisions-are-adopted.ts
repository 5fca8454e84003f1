/**
 * STS-REV-005: when the world has come to rest no revision that a set selects is without a
 * controller: what a former set of its name left behind is taken over, and its pods are not started
 * anew. A revision that the controller may not have seen when it last looked is not judged, since
 * nothing makes it look again.
 */
import type { ControllerRevision, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { createLateLooks } from '../vocabulary/late-looks.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';

export const orphanedRevisionsAreAdopted = always({
  id: 'statefulset/orphaned-revisions-are-adopted',
  title: 'At rest every revision that a set selects has a controller',
  controller: 'StatefulSet',
  requirements: ['STS-REV-005'],
  on: ['StatefulSet', 'Pod', 'ControllerRevision'],
  monitor: (context) => {
    const looks = createLateLooks(context);
    return {
      change(moment) {
        looks.follow(moment);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const { set } of settledSets(view, context)) {
          for (const revision of view.list('ControllerRevision')) {
            if (!isAtStake(set, revision)) continue;
            const { name, uid } = revision.metadata;
            if (controllerOf(revision) !== undefined) answer = 'holds';
            else if (looks.hasSeen(set.metadata.uid, uid)) {
              return {
                message: `nobody took over ${name}`,
                expected: `${name} controlled by ${set.metadata.name}`,
                observed: `${name} controlled by nobody`,
                at: event.seq,
                evidence: [view.seqOf(revision)],
              };
            }
          }
        }
        return answer;
      },
    };
  },
});

/** The set's own, or nobody's. */
function isAtStake(set: StatefulSet, revision: ControllerRevision): boolean {
  const { deletionTimestamp, labels } = revision.metadata;
  if (deletionTimestamp !== undefined) return false;
  const owner = controllerOf(revision)?.uid ?? set.metadata.uid;
  return owner === set.metadata.uid && selectorMatches(set.spec.selector, labels);
}
