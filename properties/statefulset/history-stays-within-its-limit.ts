/**
 * STS-REV-004: at rest a set keeps no more revisions than `revisionHistoryLimit`, besides those in
 * use: the current one, the update, and every one that a pod was made from.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { historyLimitOf, unusedRevisions } from '../vocabulary/set-history.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';

export const historyStaysWithinItsLimit = eventually({
  id: 'statefulset/history-stays-within-its-limit',
  title: 'At rest a set keeps as many unused revisions as its history limit allows',
  controller: 'StatefulSet',
  requirements: ['STS-REV-004'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const unused = unusedRevisions(sight);
      const limit = historyLimitOf(sight.set);
      if (unused.length === 0) continue;
      const subject = keyOf(sight.set);
      if (unused.length <= limit) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        expected: `at most ${limit} unused revisions`,
        observed: describeSome(unused.map(({ metadata }) => metadata.name)),
        evidence: [view.seqOf(sight.set), ...unused.map((revision) => view.seqOf(revision))],
      };
    }
  },
});
