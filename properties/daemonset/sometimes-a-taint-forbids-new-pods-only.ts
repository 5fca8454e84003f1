/** Reached when a node with a running pod, which admitted new ones until then, gets a taint that
 * lets it stay but admits no new one. */
import type { Node } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { daemonSightOf } from '../vocabulary/daemon-moments.ts';
import { isRunning, podsFor } from '../vocabulary/daemon-steps.ts';
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
    const before = moment.previous as Node | undefined;
    if (before === undefined) return false;
    return [...moment.after.list('DaemonSet')].some((set) => {
      if (set.metadata.deletionTimestamp !== undefined || !shouldRun(set, before)) return false;
      if (shouldRun(set, node) || !shouldStay(set, node)) return false;
      const sight = daemonSightOf(moment, context, set, moment.after);
      return podsFor(sight, node.metadata.name).some(isRunning);
    });
  },
});
