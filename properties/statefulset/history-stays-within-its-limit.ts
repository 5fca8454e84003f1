/**
 * STS-REV-004: when the world has come to rest a set keeps no more revisions than
 * `revisionHistoryLimit`, besides those in use: the current one, the update, and every one that a
 * pod was made from. Revisions that the controller may not have seen when it last looked do not
 * count, since nothing makes it look again.
 */
import type { ControllerRevision } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { createLateLooks } from '../vocabulary/late-looks.ts';
import { historyLimitOf, unusedRevisions } from '../vocabulary/set-history.ts';
import { settledSets } from '../vocabulary/stateful-rest.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';

export const historyStaysWithinItsLimit = always({
  id: 'statefulset/history-stays-within-its-limit',
  title: 'At rest a set keeps as many unused revisions as its history limit allows',
  controller: 'StatefulSet',
  requirements: ['STS-REV-004'],
  on: ['StatefulSet', 'Pod', 'ControllerRevision'],
  monitor: (context) => {
    const looks = createLateLooks(context);
    return {
      change(moment) {
        looks.follow(moment);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let answer: Answer = 'irrelevant';
        for (const sight of settledSets(view, context)) {
          const { uid } = sight.set.metadata;
          const unused = unusedRevisions(sight).filter(({ metadata }) =>
            looks.hasSeen(uid, metadata.uid),
          );
          if (unused.length > historyLimitOf(sight.set)) return excess(sight, unused, event.seq);
          if (unused.length > 0) answer = 'holds';
        }
        return answer;
      },
    };
  },
});

function excess(
  { set, view }: Sight,
  unused: readonly ControllerRevision[],
  at: number,
): Exclude<Answer, string> {
  const limit = historyLimitOf(set);
  return {
    message: `${set.metadata.name} keeps more history than it may`,
    expected: `at most ${limit} unused revisions`,
    observed: describeSome(unused.map(({ metadata }) => metadata.name)),
    at,
    evidence: [view.seqOf(set), ...unused.map((revision) => view.seqOf(revision))],
  };
}
