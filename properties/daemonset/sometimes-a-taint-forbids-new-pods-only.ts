/** Reached when a node with a pod gets a taint that lets it stay but admits no new one. */
import { sometimes } from '../property.ts';
import { daemonSightOf } from '../vocabulary/daemon-moments.ts';
import { podsFor } from '../vocabulary/daemon-steps.ts';
import { shouldRun, shouldStay } from '../vocabulary/eligibility.ts';

export const sometimesATaintForbidsNewPodsOnly = sometimes({
  id: 'daemonset/sometimes-a-taint-forbids-new-pods-only',
  title: 'A node with a pod is tainted so that the pod may stay but no new one may come',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-003'],
  on: ['Node'],
  seen: (moment, context) => {
    const node = moment.event.object;
    if (node.kind !== 'Node' || moment.event.change !== 'MODIFIED') return false;
    return [...moment.after.list('DaemonSet')].some((set) => {
      const sight = daemonSightOf(moment, context, set, moment.after);
      if (podsFor(sight, node.metadata.name).length === 0) return false;
      return !shouldRun(set, node) && shouldStay(set, node);
    });
  },
});
