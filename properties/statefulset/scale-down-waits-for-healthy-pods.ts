/**
 * STS-ORD-003: an ordered set deletes a condemned pod only when all wanted pods are healthy, no
 * higher condemned pod is left, and the pod is healthy or the lowest unhealthy one. Deletions by
 * anybody else are not judged; a Parallel set may delete whatever is not wanted.
 */
import { always } from '../property.ts';
import { describePod, violationAt } from '../vocabulary/describe.ts';
import { isOrdered, isWanted } from '../vocabulary/ordinals.ts';
import {
  couldDelete,
  deletedPod,
  describeUnhealthy,
  evidenceOfUnhealthy,
  sightOf,
} from '../vocabulary/stateful-moments.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import { condemnedPods, mayDelete } from '../vocabulary/stateful-steps.ts';

export const scaleDownWaitsForHealthyPods = always({
  id: 'statefulset/scale-down-waits-for-healthy-pods',
  title: 'A condemned pod is deleted only when it is its turn and every wanted pod is healthy',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-003'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedPod(moment);
      const set = act?.set;
      if (act?.ordinal === undefined || set === undefined) return 'irrelevant';
      if (!isOrdered(set) || isWanted(set, act.ordinal)) return 'irrelevant';
      // An older version of the set may have wanted it, and then updated or replaced it.
      if (couldDelete(moment, context, act, mayDelete)) return 'holds';
      const sight = sightOf(moment, context, set);
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was deleted for scaling down before its turn`,
        expected: 'all wanted pods healthy, and no higher condemned pod left',
        observed: describeObstacles(sight, act.ordinal),
        evidence: evidenceOfUnhealthy(sight),
      });
    },
  }),
});

function describeObstacles(sight: Sight, ordinal: number): string {
  const higher = [...condemnedPods(sight)].filter((other) => other.ordinal > ordinal);
  const condemned = higher.map(({ pod }) => `${describePod(pod.metadata.name, pod)} (condemned)`);
  return [...condemned, describeUnhealthy(sight)].join(', ');
}
