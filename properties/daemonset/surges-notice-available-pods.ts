/**
 * DS-UPD-003 for sets that surge and have minReadySeconds: at rest no old pod is left beside a new
 * one that has been ready for as long, although no event tells that the time has passed.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describePods, settledDaemons, unnoticedOldPods } from '../vocabulary/daemon-rest.ts';
import { allowsSurge } from '../vocabulary/daemon-steps.ts';

export const surgesNoticeAvailablePods = eventually({
  id: 'daemonset/surges-notice-available-pods',
  title: 'At rest no old pod is left beside one that has been ready for minReadySeconds',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-003'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      const { set } = sight;
      if (!allowsSurge(set) || (set.spec.minReadySeconds ?? 0) === 0) continue;
      const subject = keyOf(set);
      const unnoticed = unnoticedOldPods(sight);
      if (unnoticed.length === 0) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        expected: 'no old pod beside an available new one',
        observed: describePods(unnoticed),
        evidence: unnoticed.map((pod) => view.seqOf(pod)),
      };
    }
  },
});
