/**
 * STS-ORD-001: an ordered set creates a pod only when every lower wanted ordinal is Running, Ready,
 * available and not terminating. Says nothing about Parallel sets.
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isOrdered } from '../vocabulary/ordinals.ts';
import { createOwnWrites } from '../vocabulary/restarts.ts';
import {
  couldHaveSeen,
  createdPod,
  describeUnhealthy,
  evidenceOfUnhealthy,
  sightOf,
} from '../vocabulary/stateful-moments.ts';
import { mayCreate } from '../vocabulary/stateful-steps.ts';

export const podsStartInOrdinalOrder = always({
  id: 'statefulset/pods-start-in-ordinal-order',
  title: 'A pod is created only when every lower ordinal is healthy',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-001'],
  on: ['Pod'],
  monitor: (context) => {
    // An ordered sync ends with its first create, so the next one has seen that create.
    const creates = createOwnWrites(context, 'StaleControllerConsistencyStatefulSet');
    return {
      other: (event) => {
        creates.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const act = createdPod(moment);
        if (act?.ordinal === undefined) return 'irrelevant';
        const { ordinal, set, setUid } = act;
        const seen = creates.seen(setUid);
        creates.wrote(setUid, moment.event);
        if (set !== undefined && !isOrdered(set)) return 'irrelevant';
        const isJustified = couldHaveSeen(
          moment,
          context,
          act,
          (sight) => mayCreate(sight, ordinal),
          seen,
        );
        if (isJustified) return 'holds';
        const sight = set && sightOf(moment, context, set);
        return violationAt(moment, {
          message: `${act.pod.metadata.name} was created before its turn`,
          expected: `every ordinal below ${ordinal} Running, Ready, available and not terminating`,
          observed: sight ? describeUnhealthy(sight, ordinal) : `${act.setName} is gone`,
          evidence: sight ? evidenceOfUnhealthy(sight) : [],
        });
      },
    };
  },
});
