/**
 * STS-ORD-006: an ordered set deletes no pod for an update while a wanted pod is missing or
 * unhealthy or a condemned one is left. Says nothing about Parallel sets.
 */
import { always } from '../property.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { isOrdered, isWanted } from '../vocabulary/ordinals.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import {
  couldDelete,
  deletedPod,
  describeUnhealthy,
  evidenceOfUnhealthy,
  sightOf,
} from '../vocabulary/stateful-moments.ts';
import { condemnedPods, mayScaleDown, mayStartUpdating } from '../vocabulary/stateful-steps.ts';

export const updatesWaitForScaling = always({
  id: 'statefulset/updates-wait-for-scaling',
  title: 'No pod is deleted for an update while the set is being scaled or repaired',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-006'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = deletedPod(moment);
      const set = act?.set;
      if (act?.ordinal === undefined || set === undefined || !isOrdered(set)) return 'irrelevant';
      if (!isWanted(set, act.ordinal) || isTerminal(act.pod)) return 'irrelevant';
      const isJustified = couldDelete(
        moment,
        context,
        act,
        (sight, pod) => mayStartUpdating(sight) || mayScaleDown(sight, pod),
      );
      if (isJustified) return 'holds';
      const sight = sightOf(moment, context, set);
      const condemned = [...condemnedPods(sight)].map(({ pod }) => pod.metadata.name);
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was deleted for an update too early`,
        expected: 'every wanted pod healthy, and no condemned pod left',
        observed: `unhealthy: ${describeUnhealthy(sight)}; condemned: ${describeSome(condemned)}`,
        evidence: evidenceOfUnhealthy(sight),
      });
    },
  }),
});
