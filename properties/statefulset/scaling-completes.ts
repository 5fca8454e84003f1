/**
 * STS-ORD-004, the other half: at rest an ordered set has no pod outside its range, unless it waits
 * for an unhealthy one as it must (STS-ORD-005).
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describePod, describeSome } from '../vocabulary/describe.ts';
import { isOrdered, rangeOf } from '../vocabulary/ordinals.ts';
import { firstStop, overduePods, settledSets } from '../vocabulary/stateful-rest.ts';

export const scalingCompletes = eventually({
  id: 'statefulset/scaling-completes',
  title: 'At rest a healthy set has no pod outside its range',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-004'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const { set } = sight;
      if (!isOrdered(set) || firstStop(sight) !== undefined) continue;
      const subject = keyOf(set);
      const overdue = overduePods(sight);
      if (overdue.length === 0) {
        yield { subject, there: true };
        continue;
      }
      const { first, last } = rangeOf(set);
      yield {
        subject,
        there: false,
        expected: last < first ? 'no pod at all' : `no pod outside ${first} to ${last}`,
        observed: describeSome(overdue.map((pod) => describePod(pod.metadata.name, pod))),
        evidence: overdue.map((pod) => view.seqOf(pod)),
      };
    }
  },
});
