/** Reached when a pod of a set ends, Failed or Succeeded, and is wanted still: the set is not being
 * deleted either. */
import { sometimes } from '../property.ts';
import { isWanted } from '../vocabulary/ordinals.ts';
import { isActive, isTerminal } from '../vocabulary/pods.ts';
import { actOn } from '../vocabulary/stateful-moments.ts';
import type { Pod } from '../../specs/kubernetes.ts';

export const sometimesAPodEnds = sometimes({
  id: 'statefulset/sometimes-a-pod-ends',
  title: 'A pod that a set wants ends',
  controller: 'StatefulSet',
  requirements: ['STS-FAIL-001'],
  on: ['Pod'],
  seen: (moment) => {
    const pod = moment.event.object;
    const before = moment.previous as Pod | undefined;
    if (pod.kind !== 'Pod' || !isTerminal(pod)) return false;
    if (before === undefined || !isActive(before)) return false;
    const act = actOn(moment, pod);
    if (act?.set === undefined || act.ordinal === undefined) return false;
    return act.set.metadata.deletionTimestamp === undefined && isWanted(act.set, act.ordinal);
  },
});
