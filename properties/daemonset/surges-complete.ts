/**
 * DS-UPD-003 for sets that surge: at rest no old pod is left beside an available new one, and none
 * alone, unless as many nodes have a new pod that is not available as maxSurge allows. Where
 * minReadySeconds ran out unnoticed: surges-notice-available-pods.ts.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import {
  describeOverdue,
  overdueOldPods,
  settledDaemons,
  unnoticedOldPods,
} from '../vocabulary/daemon-rest.ts';
import { allowsSurge } from '../vocabulary/daemon-steps.ts';

export const surgesComplete = eventually({
  id: 'daemonset/surges-complete',
  title: 'At rest a surge has replaced every old pod, or a broken template stopped it',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-003'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      const { set } = sight;
      if (set.spec.updateStrategy.type !== 'RollingUpdate' || !allowsSurge(set)) continue;
      // The rest of such a surge waits behind it.
      if (unnoticedOldPods(sight).length > 0) continue;
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
