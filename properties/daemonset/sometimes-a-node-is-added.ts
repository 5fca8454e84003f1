/** Reached when an eligible node joins while a DaemonSet runs that is not being deleted. */
import { sometimes } from '../property.ts';
import { shouldRun } from '../vocabulary/eligibility.ts';

export const sometimesANodeIsAdded = sometimes({
  id: 'daemonset/sometimes-a-node-is-added',
  title: 'An eligible node is added while a DaemonSet runs',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-004'],
  on: ['Node'],
  seen: ({ event, after }) => {
    const node = event.object;
    if (node.kind !== 'Node' || event.change !== 'ADDED') return false;
    return [...after.list('DaemonSet')].some(
      (set) => set.metadata.deletionTimestamp === undefined && shouldRun(set, node),
    );
  },
});
