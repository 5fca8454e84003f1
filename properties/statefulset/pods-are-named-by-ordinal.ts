/**
 * STS-ID-001: a set creates only pods named `<set>-<ordinal>`, in decimal without leading zeros,
 * for ordinals in the range of some version of the set that its controller may have seen.
 */
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isWanted, podNameOf, rangeOf } from '../vocabulary/ordinals.ts';
import { couldHaveSeen, createdPod } from '../vocabulary/stateful-moments.ts';

export const podsAreNamedByOrdinal = always({
  id: 'statefulset/pods-are-named-by-ordinal',
  title: 'A set creates only pods named after it and an ordinal that it wants',
  controller: 'StatefulSet',
  requirements: ['STS-ID-001'],
  on: ['Pod'],
  monitor: (context) => ({
    change: (moment) => {
      const act = createdPod(moment);
      if (act === undefined) return 'irrelevant';
      const { name } = act.pod.metadata;
      const { ordinal, set, setName } = act;
      const isWellFormed = ordinal !== undefined && podNameOf(setName, ordinal) === name;
      if (
        isWellFormed &&
        couldHaveSeen(moment, context, act, (sight) => isWanted(sight.set, ordinal))
      ) {
        return 'holds';
      }
      const range = set && rangeOf(set);
      return violationAt(moment, {
        message: `${setName} created a pod named ${name}`,
        expected: range
          ? `${setName}-N, N from ${range.first} to ${range.last}`
          : `no pod: ${setName} is gone`,
        observed: name,
        evidence: set ? [moment.before.seqOf(set)] : [],
      });
    },
  }),
});
