/**
 * Reached when an ordered set has nothing but condemned pods to see to, and the highest of them
 * waits: it is not healthy, and neither is one below it. It may stand still there for ever.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { sometimes } from '../property.ts';
import { isOrdered } from '../vocabulary/ordinals.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import { actOn, sightOf } from '../vocabulary/stateful-moments.ts';
import { condemnedPods, firstUnhealthy, isHealthy, isUp } from '../vocabulary/stateful-steps.ts';

export const sometimesACondemnedPodWaitsForAnother = sometimes({
  id: 'statefulset/sometimes-a-condemned-pod-waits-for-another',
  title: 'A scale-down stands before two condemned pods that are not healthy',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-005'],
  on: ['StatefulSet', 'Pod'],
  seen: (moment, context) => {
    const set = setOf(moment);
    if (set?.metadata.deletionTimestamp !== undefined) return false;
    if (set === undefined || !isOrdered(set)) return false;
    if (moment.after.tally(set.metadata.uid).all <= set.spec.replicas + 1) return false;
    const sight = sightOf(moment, context, set, moment.after);
    const condemned = [...condemnedPods(sight)].toSorted((a, b) => b.ordinal - a.ordinal);
    const [highest, ...lower] = condemned.map(({ pod }): Pod => pod);
    if (highest === undefined || isTerminating(highest) || isHealthy(sight, highest)) return false;
    return lower.some((pod) => !isUp(sight, pod)) && firstUnhealthy(sight) === undefined;
  },
});

/** The set that changed, or whose pod did. */
function setOf(moment: Moment): StatefulSet | undefined {
  const { object, change } = moment.event;
  if (object.kind === 'Pod') return actOn(moment, object)?.set;
  return object.kind === 'StatefulSet' && change !== 'DELETED' ? object : undefined;
}
