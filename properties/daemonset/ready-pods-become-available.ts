/**
 * DS-STAT-004: with minReadySeconds, at rest every pod that is ready has been so for long enough,
 * and the status counts it as available, although no event told that the time had passed.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';

export const readyPodsBecomeAvailable = eventually({
  id: 'daemonset/ready-pods-become-available',
  title: 'At rest the status counts every ready pod as available',
  controller: 'DaemonSet',
  requirements: ['DS-STAT-004'],
  *settled(view, context) {
    for (const { set } of settledDaemons(view, context)) {
      const { desiredNumberScheduled, numberReady, numberAvailable = 0 } = set.status;
      if (!set.spec.minReadySeconds || numberReady === 0) continue;
      const { numberUnavailable = 0 } = set.status;
      const subject = keyOf(set);
      const isCounted =
        numberAvailable === numberReady &&
        numberUnavailable === desiredNumberScheduled - numberReady;
      if (isCounted) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        expected: `of ${desiredNumberScheduled} nodes the ${numberReady} ready ones available`,
        observed: `${numberAvailable} available, ${numberUnavailable} unavailable`,
        evidence: [view.seqOf(set)],
      };
    }
  },
});
