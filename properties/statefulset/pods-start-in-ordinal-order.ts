/**
 * STS-ORD-001: an ordered set creates a pod only when every lower wanted ordinal is Running, Ready,
 * available and not terminating. Says nothing about Parallel sets.
 */
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isOrdered, isWanted } from '../vocabulary/ordinals.ts';
import { createOwnWrites } from '../vocabulary/restarts.ts';
import { createRollCall } from '../vocabulary/roll-call.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import {
  couldHaveSeen,
  createdPod,
  describeUnhealthy,
  evidenceOfUnhealthy,
  sightOf,
} from '../vocabulary/stateful-moments.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import { mayCreate } from '../vocabulary/stateful-steps.ts';

export const podsStartInOrdinalOrder = always({
  id: 'statefulset/pods-start-in-ordinal-order',
  title: 'A pod is created only when every lower ordinal is healthy',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-001'],
  on: ['StatefulSet', 'Pod'],
  monitor: (context) => {
    // An ordered sync ends with its first create, so the next one has seen that create.
    const creates = createOwnWrites(context, 'StaleControllerConsistencyStatefulSet');
    const rolls = createRollCall();

    function judge(moment: Moment, act: Act, ordinal: number): Answer {
      const { set, setUid } = act;
      const seen = creates.seen(setUid);
      creates.wrote(setUid, moment.event);
      if (set !== undefined && !isOrdered(set)) return 'irrelevant';
      const sight = set && sightOf(moment, context, set);
      if (sight && !isLeaving(sight) && isWanted(sight.set, ordinal)) {
        if (rolls.isHealthyBelow(sight, ordinal)) return 'holds';
      }
      const claim = (seenThen: Sight) => mayCreate(seenThen, ordinal);
      if (couldHaveSeen(moment, context, act, claim, seen)) return 'holds';
      return violationAt(moment, {
        message: `${act.pod.metadata.name} was created before its turn`,
        expected: `every ordinal below ${ordinal} Running, Ready, available and not terminating`,
        observed: sight ? describeUnhealthy(sight, ordinal) : `${act.setName} is gone`,
        evidence: sight ? evidenceOfUnhealthy(sight) : [],
      });
    }

    return {
      other: (event) => {
        creates.other(event);
        return 'irrelevant';
      },
      change: (moment) => {
        const act = createdPod(moment);
        const answer =
          act?.ordinal === undefined ? 'irrelevant' : judge(moment, act, act.ordinal);
        rolls.follow(moment);
        return answer;
      },
    };
  },
});

function isLeaving({ set }: Sight): boolean {
  return set.metadata.deletionTimestamp !== undefined;
}
