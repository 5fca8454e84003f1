/**
 * STS-STAT-004: a pod that has been ready for minReadySeconds is counted as available without
 * anything else having to happen. Rest lasts longer than that, so at rest every ready pod is.
 */
import { eventually } from '../property.ts';
import { isReady } from '../vocabulary/pods.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';
import { countedPods, settledCounts } from '../vocabulary/stateful-status.ts';

export const readyPodsBecomeAvailable = eventually({
  id: 'statefulset/ready-pods-become-available',
  title: 'At rest every ready pod counts as available',
  controller: 'StatefulSet',
  requirements: ['STS-STAT-004'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      if ((sight.set.spec.minReadySeconds ?? 0) === 0) continue;
      const pods = [...countedPods(sight)];
      const ready = pods.filter((pod) => pod.status.phase === 'Running' && isReady(pod));
      if (ready.length > 0) yield settledCounts(sight, { availableReplicas: ready.length });
    }
  },
});
