/**
 * STS-FAIL-001: a wanted pod that ended, Failed or Succeeded, is deleted and replaced by the time
 * the world rests. An ordered set gets to it only when every lower pod is healthy.
 */
import type { ClusterView } from '../view.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { describePod } from '../vocabulary/describe.ts';
import { isOrdered, isWanted } from '../vocabulary/ordinals.ts';
import { isTerminal } from '../vocabulary/pods.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import { actOn } from '../vocabulary/stateful-moments.ts';
import { firstStop, isBlockedSomewhere, settledSets, slotAt } from '../vocabulary/stateful-rest.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';

interface Ended {
  readonly act: Act;
  readonly seq: number;
}

export const endedPodsAreReplaced = always({
  id: 'statefulset/ended-pods-are-replaced',
  title: 'At rest every pod that ended has been replaced',
  controller: 'StatefulSet',
  requirements: ['STS-FAIL-001'],
  on: ['Pod'],
  monitor: (context) => {
    const ended = new Map<string, Ended>();

    function settle({ act, seq }: Ended, view: ClusterView, at: number): Answer {
      const [sight] = [...settledSets(view, context)].filter(
        ({ set }) => set.metadata.uid === act.setUid,
      );
      if (sight === undefined || act.ordinal === undefined) return 'irrelevant';
      if (!isWanted(sight.set, act.ordinal) || !isReached(sight, act.ordinal)) return 'irrelevant';
      const left = view.byUid('Pod', act.pod.metadata.uid);
      const slot = slotAt(sight, act.ordinal);
      if (slot === 'blocked' || slot === 'forgotten' || slot === 'going') return 'irrelevant';
      if (left === undefined && slot !== 'missing') return 'holds';
      const { name } = act.pod.metadata;
      return {
        message: `${name} ended and was not replaced`,
        expected: `another pod ${name}`,
        observed: describePod(name, left),
        at,
        evidence: [seq],
      };
    }

    return {
      change: (moment) => {
        const { object, seq } = moment.event;
        if (object.kind !== 'Pod' || !isTerminal(object)) return 'irrelevant';
        const act = actOn(moment, object);
        if (act?.ordinal !== undefined && !ended.has(object.metadata.uid)) {
          ended.set(object.metadata.uid, { act, seq });
        }
        return 'irrelevant';
      },
      other: (event, view) => {
        if (!isQuietRest(event)) return 'irrelevant';
        const answers = [...ended.values()].map((each) => settle(each, view, event.seq));
        const broken = answers.find((answer) => typeof answer === 'object');
        return broken ?? (answers.includes('holds') ? 'holds' : 'irrelevant');
      },
    };
  },
});

/** Does nothing below (in order), or nothing that ends its batches, keep the controller from it? */
function isReached(sight: Sight, ordinal: number): boolean {
  if (!isOrdered(sight.set)) return !isBlockedSomewhere(sight);
  const stop = firstStop(sight);
  return stop === undefined || stop.ordinal >= ordinal;
}
