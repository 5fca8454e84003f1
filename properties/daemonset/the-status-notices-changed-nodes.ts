/**
 * DS-STAT-001 for sets of which a node became or ceased to be a place for pods while nothing else
 * made the controller look: a taint NoSchedule, say, on a node whose pod stays. At rest the status
 * has to count that node as it is now. (That a node is gone wakes nobody, DS-NODE-005.)
 */
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { createAttention } from '../vocabulary/daemon-attention.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import { nodeCounters, wrongCounters } from '../vocabulary/daemon-status.ts';

export const theStatusNoticesChangedNodes = always({
  id: 'daemonset/the-status-notices-changed-nodes',
  title: 'At rest the status counts a node that was tainted or relabelled as it is now',
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
          const { uid, name } = sight.set.metadata;
          if (attention.missed(uid) !== 'changes') continue;
          const wrong = wrongCounters(sight, nodeCounters);
          answer = 'holds';
          if (!wrong.isWrong) continue;
          return {
            message: `the status of ${name} has not noticed that a node has changed`,
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
