/** Reached when a node changes so that a pod on it must not stay, which it might until then. */
import type { Node } from '../../specs/kubernetes.ts';
import { sometimes } from '../property.ts';
import { daemonSightOf } from '../vocabulary/daemon-moments.ts';
import { leftOnIneligible } from '../vocabulary/daemon-rest.ts';
import { isRunning } from '../vocabulary/daemon-steps.ts';
import { shouldStay } from '../vocabulary/eligibility.ts';

export const sometimesANodeBecomesIneligible = sometimes({
  id: 'daemonset/sometimes-a-node-becomes-ineligible',
  title: 'A node with a pod becomes one on which it must not stay',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-003'],
  on: ['Node'],
  seen: (moment, context) => {
    const node = moment.event.object;
    if (node.kind !== 'Node' || moment.event.change !== 'MODIFIED') return false;
    const before = moment.previous as Node | undefined;
    if (before === undefined) return false;
    return [...moment.after.list('DaemonSet')].some((set) => {
      if (set.metadata.deletionTimestamp !== undefined || !shouldStay(set, before)) return false;
      const sight = daemonSightOf(moment, context, set, moment.after);
      return leftOnIneligible(sight, node).some(isRunning);
    });
  },
});
