/**
 * STS-ORD-008: with `minReadySeconds`, creating, scaling down and updating wait until pods are
 * available, not only Ready. Parallel sets are paced in updates only.
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isOrdered, isWanted } from '../vocabulary/ordinals.ts';
import {
  couldDelete,
  couldHaveSeen,
  createdPod,
  deletedPod,
  describeUnhealthy,
  evidenceOfUnhealthy,
  sightOf,
} from '../vocabulary/stateful-moments.ts';
import { mayCreate, mayDelete } from '../vocabulary/stateful-steps.ts';

export const minReadySecondsPacesEveryStep = always({
  id: 'statefulset/min-ready-seconds-paces-every-step',
  title: 'Pods must be available for minReadySeconds before the next step',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-008'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const created = createdPod(moment);
      const act = created ?? deletedPod(moment);
      const set = act?.set;
      if (act?.ordinal === undefined || !set?.spec.minReadySeconds) return 'irrelevant';
      const { ordinal } = act;
      const isScaling = created !== undefined || !isWanted(set, ordinal);
      if (isScaling && !isOrdered(set)) return 'irrelevant';
      const isJustified = created
        ? couldHaveSeen(moment, context, act, (sight) => mayCreate(sight, ordinal))
        : couldDelete(moment, context, act, mayDelete);
      if (isJustified) return 'holds';
      const sight = sightOf(moment, context, set);
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was ${created ? 'created' : 'deleted'} too early`,
        expected: `the pods it waits for Ready for ${set.spec.minReadySeconds} s`,
        observed: `not available: ${describeUnhealthy(sight)}`,
        evidence: evidenceOfUnhealthy(sight),
      });
    },
  }),
});
