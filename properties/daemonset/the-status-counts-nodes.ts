/**
 * DS-STAT-001: at rest the counters of the status are what nodes and pods show. How minReadySeconds
 * passes is another matter (`ready-pods-become-available`), and so is what the controller has no
 * reason to look at (`the-status-notices-changed-nodes`).
 */
import { always } from '../property.ts';
import { countedAtRest } from '../vocabulary/counted-nodes.ts';
import { availabilityCounters, nodeCounters } from '../vocabulary/daemon-status.ts';

export const theStatusCountsNodes = always({
  id: 'daemonset/the-status-counts-nodes',
  title: 'At rest the status counts the nodes as they are',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-001'],
  on: ['Node', 'Pod', 'DaemonSet'],
  monitor: (context) =>
    countedAtRest(context, {
      missed: 'nothing',
      counters: ({ spec }) =>
        spec.minReadySeconds ? nodeCounters : [...nodeCounters, ...availabilityCounters],
      message: (name) => `the status of ${name} is not what its nodes show`,
    }),
});
