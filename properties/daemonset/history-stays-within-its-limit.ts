/**
 * DS-REV-002: at rest there are no more old revisions than revisionHistoryLimit, except those that
 * pods still carry.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { historyOf } from '../vocabulary/daemon-history.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import { describeSome } from '../vocabulary/describe.ts';

export const historyStaysWithinItsLimit = eventually({
  id: 'daemonset/history-stays-within-its-limit',
  title: 'At rest no unused revision is kept beyond revisionHistoryLimit',
  controller: 'DaemonSet',
  requirements: ['DS-REV-002'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      const { old, unused, surplus } = historyOf(sight);
      if (old.length === 0) continue;
      const subject = keyOf(sight.set);
      if (surplus <= 0 || unused.length === 0) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        expected: `at most ${old.length - surplus} old revisions, or all of them in use`,
        observed: `${old.length}; not in use ${describeSome(unused.map((r) => r.metadata.name))}`,
        evidence: old.map((each) => view.seqOf(each)),
      };
    }
  },
});
