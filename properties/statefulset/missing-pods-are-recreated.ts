/**
 * STS-ORD-007: at rest, no wanted ordinal of an ordered set is without a pod while everything below
 * it is healthy; unhealthy pods above it are no excuse. Names and claims that are taken are. Claims
 * that went when the set was scaled down: a-discarded-claim-does-not-hold-up-its-pod.ts.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isOrdered, podNameOf } from '../vocabulary/ordinals.ts';
import { forgottenOrdinals, owedOrdinals, settledSets } from '../vocabulary/stateful-rest.ts';

export const missingPodsAreRecreated = eventually({
  id: 'statefulset/missing-pods-are-recreated',
  title: 'At rest no ordinal is without a pod while every lower one is healthy',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-007'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const { set } = sight;
      if (!isOrdered(set) || set.spec.replicas === 0) continue;
      if (forgottenOrdinals(sight).length > 0) continue;
      const subject = keyOf(set);
      const [ordinal] = owedOrdinals(sight);
      if (ordinal === undefined) {
        yield { subject, there: true };
        continue;
      }
      const name = podNameOf(set.metadata.name, ordinal);
      yield {
        subject,
        there: false,
        expected: `a pod ${name}, since every lower one is healthy`,
        observed: `no pod ${name}`,
        evidence: [view.seqOf(set)],
      };
    }
  },
});
