/** STS-STAT-001 at rest: the status counts every pod that the set owns, whatever its state. */
import { eventually } from '../property.ts';
import { isReady } from '../vocabulary/pods.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';
import { countedPods, settledCounts } from '../vocabulary/stateful-status.ts';

export const aSettledStatusCountsEveryPod = eventually({
  id: 'statefulset/a-settled-status-counts-every-pod',
  title: 'At rest the status counts every pod of the set, and every ready one as ready',
  controller: 'StatefulSet',
  requirements: ['STS-STAT-001'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const pods = [...countedPods(sight)];
      const ready = pods.filter((pod) => pod.status.phase === 'Running' && isReady(pod));
      yield settledCounts(sight, { replicas: pods.length, readyReplicas: ready.length });
    }
  },
});
