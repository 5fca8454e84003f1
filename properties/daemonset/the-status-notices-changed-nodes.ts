/**
 * DS-STAT-001 for sets of which a node became or ceased to be a place for pods while nothing else
 * made the controller look: a taint NoSchedule, say, on a node whose pod stays. At rest the status
 * has to count that node as it is now. (That a node is gone wakes nobody, DS-NODE-005.)
 */
import { always } from '../property.ts';
import { countedAtRest } from '../vocabulary/counted-nodes.ts';
import { nodeCounters } from '../vocabulary/daemon-status.ts';

export const theStatusNoticesChangedNodes = always({
  id: 'daemonset/the-status-notices-changed-nodes',
  title: 'At rest the status counts a node that was tainted or relabelled as it is now',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-001'],
  on: ['Node', 'Pod', 'DaemonSet'],
  monitor: (context) =>
    countedAtRest(context, {
      missed: 'changes',
      counters: () => nodeCounters,
      message: (name) => `the status of ${name} has not noticed that a node has changed`,
    }),
});
