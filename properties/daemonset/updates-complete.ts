/**
 * DS-UPD-003: at rest no old pod is left, unless as many nodes are without an available pod as
 * maxUnavailable allows: a broken template stops there. Sets that surge: surges-complete.ts.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describeOverdue, overdueOldPods, settledDaemons } from '../vocabulary/daemon-rest.ts';
import { allowsSurge } from '../vocabulary/daemon-steps.ts';

export const updatesComplete = eventually({
  id: 'daemonset/updates-complete',
  title: 'At rest every pod is of the present template, or a broken one stopped the update',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-003'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      const { set } = sight;
      if (set.spec.updateStrategy.type !== 'RollingUpdate' || allowsSurge(set)) continue;
      const subject = keyOf(set);
      const overdue = overdueOldPods(sight);
      if (overdue.length === 0) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        ...describeOverdue(sight, overdue),
        evidence: overdue.map((pod) => view.seqOf(pod)),
      };
    }
  },
});
