/**
 * STS-PAR-001: at rest a Parallel set has a pod object at every wanted ordinal and none outside,
 * however unhealthy its pods are. A name or a claim that is taken ends its batches and excuses it.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describePod, describeSome } from '../vocabulary/describe.ts';
import { isOrdered, podNameOf, rangeOf } from '../vocabulary/ordinals.ts';
import {
  forgottenOrdinals,
  isBlockedSomewhere,
  overduePods,
  owedOrdinals,
  settledSets,
} from '../vocabulary/stateful-rest.ts';

export const parallelSetsDoNotWait = eventually({
  id: 'statefulset/parallel-sets-do-not-wait',
  title: 'At rest a Parallel set has all its pods and no other, whatever their health',
  controller: 'StatefulSet',
  requirements: ['STS-PAR-001'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const { set } = sight;
      if (isOrdered(set) || isBlockedSomewhere(sight)) continue;
      if (forgottenOrdinals(sight).length > 0) continue;
      const subject = keyOf(set);
      const missing = owedOrdinals(sight).map((each) =>
        describePod(podNameOf(set.metadata.name, each), undefined),
      );
      const overdue = overduePods(sight);
      if (missing.length + overdue.length === 0) {
        yield { subject, there: true };
        continue;
      }
      const { first, last } = rangeOf(set);
      yield {
        subject,
        there: false,
        expected:
          last < first ? 'no pod' : `a pod at every ordinal from ${first} to ${last}, no other`,
        observed: describeSome([
          ...missing,
          ...overdue.map((pod) => describePod(pod.metadata.name, pod)),
        ]),
        evidence: [...overdue.map((pod) => view.seqOf(pod)), view.seqOf(set)],
      };
    }
  },
});
