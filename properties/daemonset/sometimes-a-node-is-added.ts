/** Reached when a node that joined while a DaemonSet ran gets eligible for it. A node is rarely so
 * at once: until it is Ready it carries a taint that keeps daemon pods away too. */
import { sometimes } from '../property.ts';
import { shouldRun } from '../vocabulary/eligibility.ts';

export const sometimesANodeIsAdded = sometimes({
  id: 'daemonset/sometimes-a-node-is-added',
  title: 'An eligible node is added while a DaemonSet runs',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-004'],
  on: ['Node'],
  seen: ({ event, previous, after }) => {
    const node = event.object;
    if (node.kind !== 'Node' || event.change === 'DELETED') return false;
    return [...after.list('DaemonSet')].some(
      (set) =>
        set.metadata.deletionTimestamp === undefined &&
        node.metadata.creationTimestamp > set.metadata.creationTimestamp &&
        shouldRun(set, node) &&
        !(previous?.kind === 'Node' && shouldRun(set, previous)),
    );
  },
});
