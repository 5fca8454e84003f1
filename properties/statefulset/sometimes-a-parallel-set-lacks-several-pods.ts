/** Reached when a Parallel set creates a pod while at least two more are missing. */
import { sometimes } from '../property.ts';
import { isOrdered } from '../vocabulary/ordinals.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const sometimesAParallelSetLacksSeveralPods = sometimes({
  id: 'statefulset/sometimes-a-parallel-set-lacks-several-pods',
  title: 'A Parallel set has several pods to create at once',
  controller: 'StatefulSet',
  requirements: ['STS-PAR-001'],
  on: ['Pod'],
  seen: (moment) => {
    const act = createdPod(moment);
    if (act?.set === undefined || isOrdered(act.set)) return false;
    return moment.after.tally(act.setUid).all + 2 <= act.set.spec.replicas;
  },
});
