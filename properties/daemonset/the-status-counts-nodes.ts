/**
 * DS-STAT-001: at rest the counters of the status are what nodes and pods show. How minReadySeconds
 * passes is another matter (`ready-pods-become-available`), and so is what the controller has no
 * reason to look at (`the-status-notices-changed-nodes`).
 */
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { createAttention } from '../vocabulary/daemon-attention.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import { availabilityCounters, nodeCounters, wrongCounters } from '../vocabulary/daemon-status.ts';

export const theStatusCountsNodes = always({
  id: 'daemonset/the-status-counts-nodes',
  title: 'At rest the status counts the nodes as they are',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-001'],
  on: ['Node', 'Pod', 'DaemonSet'],
  monitor: (context) => {
    const attention = createAttention(context);
    return {
      change: (moment) => {
        attention.change(moment);
        return 'irrelevant';
      },
      other: (event, view): Answer => {
        if (event.event !== 'phase' || event.phase !== 'hold' || !event.quiet) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const sight of settledDaemons(view, context)) {
          const { metadata, spec } = sight.set;
          if (attention.missed(metadata.uid) !== 'nothing') continue;
          const counters = spec.minReadySeconds
            ? nodeCounters
            : [...nodeCounters, ...availabilityCounters];
          const wrong = wrongCounters(sight, counters);
          answer = 'holds';
          if (!wrong.isWrong) continue;
          return {
            message: `the status of ${metadata.name} is not what its nodes show`,
            expected: wrong.expected,
            observed: wrong.observed,
            at: event.seq,
            evidence: [view.seqOf(sight.set), event.seq],
          };
        }
        return answer;
      },
    };
  },
});
