/**
 * STS-UPD-003: at rest every pod at or above the partition is of the set's present template, by its
 * label and by what it runs, also where the template changed again before the last change had got
 * to every pod (STS-UPD-009). Silent where an update legally stands still: OnDelete, an unhealthy
 * pod that an ordered set waits for (STS-UPD-010), an updated pod above that does not come up, a
 * name that is taken.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { firstToUpdate, isOrdered, rangeOf, wantedOrdinals } from '../vocabulary/ordinals.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { isMadeFrom } from '../vocabulary/revisions.ts';
import { firstStop, isBlockedSomewhere, settledSets } from '../vocabulary/stateful-rest.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import {
  condemnedPods,
  isUp,
  memberAt,
  mostUnavailable,
  revisionOf,
  updateRevisions,
} from '../vocabulary/stateful-steps.ts';

export const updatesComplete = eventually({
  id: 'statefulset/updates-complete',
  title: 'At rest every pod at or above the partition is of the present template',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-003', 'STS-UPD-009'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const { set } = sight;
      if (set.spec.updateStrategy.type !== 'RollingUpdate' || set.spec.replicas === 0) continue;
      if (isOrdered(set) ? isWaiting(sight) : isExcused(sight)) continue;
      const subject = keyOf(set);
      const revisions = updateRevisions(sight);
      if (revisions.length === 0) continue;
      const old = sight.isBudgeted
        ? firstWithinBudget(sight, revisions)
        : firstOldPod(sight, revisions);
      if (old === undefined) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        expected: `${old.metadata.name} at ${describeSome(revisions)}`,
        observed:
          `${old.metadata.name} at ${revisionOf(old) ?? 'no revision'}, ` +
          `running ${imagesOf(old)}`,
        evidence: [view.seqOf(old), view.seqOf(set)],
      };
    }
  },
});

/** A blocked name ends a Parallel sync before its update; before 1.37 an unavailable old pod may
 * use a budget up for good. */
function isExcused(sight: Sight): boolean {
  return (sight.isBudgeted && !sight.sparesUnavailable) || isBlockedSomewhere(sight);
}

function isWaiting(sight: Sight): boolean {
  for (const _ of condemnedPods(sight)) return true;
  return firstStop(sight) !== undefined;
}

/** From the highest ordinal down: the first pod that is old and not going, if the update gets there
 * at all. */
function firstOldPod(sight: Sight, revisions: readonly string[]): Pod | undefined {
  const { set } = sight;
  for (let ordinal = rangeOf(set).last; ordinal >= firstToUpdate(set); ordinal -= 1) {
    const pod = memberAt(sight, ordinal);
    if (pod === undefined) return undefined;
    if (isOld(sight, pod, revisions)) return pod;
    if (!isUp(sight, pod)) return undefined;
  }
  return undefined;
}

/** Where several pods may go at once: an old pod that is down, or one that there is room for. */
function firstWithinBudget(sight: Sight, revisions: readonly string[]): Pod | undefined {
  const { set } = sight;
  const pods = [...wantedOrdinals(set)].map((ordinal) => memberAt(sight, ordinal));
  const down = pods.filter((pod) => pod === undefined || !isUp(sight, pod)).length;
  const hasRoom = down < mostUnavailable(set);
  const old = pods
    .slice(set.spec.updateStrategy.rollingUpdate?.partition ?? 0)
    .filter((pod) => pod !== undefined)
    .filter((pod) => isOld(sight, pod, revisions));
  return old.findLast((pod) => hasRoom || !isUp(sight, pod));
}

function isOld({ set }: Sight, pod: Pod, revisions: readonly string[]): boolean {
  if (isTerminating(pod)) return false;
  return !revisions.includes(revisionOf(pod) ?? '') || !isMadeFrom(pod, set.spec.template);
}

function imagesOf(pod: Pod): string {
  return pod.spec.containers.map(({ image }) => image).join(', ');
}
