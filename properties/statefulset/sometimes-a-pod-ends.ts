/** Reached when a pod of a set ends, Failed or Succeeded, and is wanted still. */
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
    return act?.set !== undefined && act.ordinal !== undefined && isWanted(act.set, act.ordinal);
  },
});
