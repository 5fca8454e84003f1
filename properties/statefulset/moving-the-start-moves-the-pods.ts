/**
 * STS-ID-007: at rest a set with `ordinals.start` has exactly the pods from there on, as many as it
 * wants. Silent where it legally stands still on the way.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describePod, describeSome } from '../vocabulary/describe.ts';
import { isOrdered, podNameOf, rangeOf } from '../vocabulary/ordinals.ts';
import {
  firstStop,
  forgottenOrdinals,
  isBlockedSomewhere,
  overduePods,
  owedOrdinals,
  settledSets,
} from '../vocabulary/stateful-rest.ts';

export const movingTheStartMovesThePods = eventually({
  id: 'statefulset/moving-the-start-moves-the-pods',
  title: 'At rest the pods of a set start at ordinals.start',
  controller: 'StatefulSet',
  requirements: ['STS-ID-007'],
  needs: ['StatefulSetStartOrdinal'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const { set } = sight;
      if (set.spec.ordinals === undefined || set.spec.replicas === 0) continue;
      const stop = isOrdered(set) ? firstStop(sight) : undefined;
      const stands = stop === undefined ? isBlockedSomewhere(sight) : stop.slot !== 'missing';
      if (stands || forgottenOrdinals(sight).length > 0) continue;
      const subject = keyOf(set);
      const owed = owedOrdinals(sight).map((each) => podNameOf(set.metadata.name, each));
      const overdue = overduePods(sight);
      if (owed.length + overdue.length === 0) {
        yield { subject, there: true };
        continue;
      }
      const { first, last } = rangeOf(set);
      const looks = [
        ...owed.map((name) => describePod(name, undefined)),
        ...overdue.map((pod) => describePod(pod.metadata.name, pod)),
      ];
      yield {
        subject,
        there: false,
        expected: `exactly the ordinals ${first} to ${last}`,
        observed: describeSome(looks),
        evidence: [...overdue.map((pod) => view.seqOf(pod)), view.seqOf(set)],
      };
    }
  },
});
