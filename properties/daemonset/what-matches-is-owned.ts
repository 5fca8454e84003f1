/**
 * DS-OWN-001: at rest the pods and revisions that a set's selector matches have a controller, and
 * those that it does not match any more are not the set's own. What is going
 * stays an orphan.
 */
import type { ControllerRevision, Pod } from '../../specs/kubernetes.ts';
import { controllerOf, keyOf, selectorMatches } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { nameOf } from '../vocabulary/violation.ts';

export const whatMatchesIsOwned = eventually({
  id: 'daemonset/what-matches-is-owned',
  title: 'At rest a DaemonSet owns what its selector matches, and nothing else',
  controller: 'DaemonSet',
  requirements: ['DS-OWN-001'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      for (const object of [...view.list('Pod'), ...view.list('ControllerRevision')]) {
        const wrong = wrongWith(sight, object);
        if (wrong === undefined) continue;
        const subject = keyOf(object);
        if (wrong === '') yield { subject, there: true };
        else {
          yield {
            subject,
            there: false,
            expected: wrong,
            observed: `${nameOf(object)} with ${controllerOf(object)?.name ?? 'no'} controller`,
            evidence: [view.seqOf(object), view.seqOf(sight.set)],
          };
        }
      }
    }
  },
});

/** Undefined: it is no business of this set; nothing: it is as it should be. */
function wrongWith(
  { set }: DaemonSight,
  object: Pod | ControllerRevision,
): string | undefined {
  const owner = controllerOf(object);
  const isOwn = owner?.uid === set.metadata.uid;
  const isMatching = selectorMatches(set.spec.selector, object.metadata.labels);
  if (isOwn) return isMatching ? '' : `released by ${set.metadata.name}`;
  const isGoing = object.kind === 'Pod' && isTerminating(object);
  if (!isMatching || owner !== undefined || isGoing) return undefined;
  return `adopted by ${set.metadata.name}`;
}
