/** Reached when a node changes so that a pod on it must not stay. */
import { sometimes } from '../property.ts';
import { daemonSightOf } from '../vocabulary/daemon-moments.ts';
import { leftOnIneligible } from '../vocabulary/daemon-rest.ts';

export const sometimesANodeBecomesIneligible = sometimes({
  id: 'daemonset/sometimes-a-node-becomes-ineligible',
  title: 'A node with a pod becomes one on which it must not stay',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-003'],
  on: ['Node'],
  seen: (moment, context) => {
    const node = moment.event.object;
    if (node.kind !== 'Node' || moment.event.change !== 'MODIFIED') return false;
    return [...moment.after.list('DaemonSet')].some((set) => {
      const sight = daemonSightOf(moment, context, set, moment.after);
      return leftOnIneligible(sight, node).length > 0;
    });
  },
});
