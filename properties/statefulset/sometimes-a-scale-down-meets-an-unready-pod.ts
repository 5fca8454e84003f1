/** Reached when an ordered set is scaled down while a pod that it keeps is not healthy. */
import type { StatefulSet } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { isOrdered, rangeOf } from '../vocabulary/ordinals.ts';
import { sightOf } from '../vocabulary/stateful-moments.ts';
import { condemnedPods, firstUnhealthy } from '../vocabulary/stateful-steps.ts';

export const sometimesAScaleDownMeetsAnUnreadyPod = sometimes({
  id: 'statefulset/sometimes-a-scale-down-meets-an-unready-pod',
  title: 'A set is scaled down while a pod that it keeps is not healthy',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-003'],
  on: ['StatefulSet'],
  seen: (moment, context) => {
    const set = moment.event.object;
    const before = moment.previous as StatefulSet | undefined;
    if (set.kind !== 'StatefulSet' || before === undefined || !isOrdered(set)) return false;
    if (rangeOf(set).last >= rangeOf(before).last) return false;
    const sight = sightOf(moment, context, set, moment.after);
    for (const _ of condemnedPods(sight)) return firstUnhealthy(sight) !== undefined;
    return false;
  },
});
