/**
 * DS-NODE-003: at rest no pod is left on a node that does not match or has a NoExecute taint which
 * is not tolerated. On a node with other taints pods may stay, and that is fine either way.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describePods, leftOnIneligible, settledDaemons } from '../vocabulary/daemon-rest.ts';
import { shouldStay } from '../vocabulary/eligibility.ts';

export const podsLeaveIneligibleNodes = eventually({
  id: 'daemonset/pods-leave-ineligible-nodes',
  title: 'At rest no pod of a DaemonSet is on a node where it must not stay',
  controller: 'DaemonSet',
  requirements: ['DS-NODE-003'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      for (const node of view.list('Node')) {
        if (shouldStay(sight.set, node)) continue;
        const subject = keyOf(node);
        const left = leftOnIneligible(sight, node);
        if (left.length === 0) {
          yield { subject, there: true };
          continue;
        }
        yield {
          subject,
          there: false,
          expected: `no pod of ${sight.set.metadata.name} on ${node.metadata.name}`,
          observed: describePods(left),
          evidence: [view.seqOf(node), ...left.map((pod) => view.seqOf(pod))],
        };
      }
    }
  },
});
