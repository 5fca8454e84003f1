/**
 * STS-ORD-007, STS-PAR-001 where claims go with the pods that scaling down takes: a pod that is
 * wanted again waits for its former claim to go, and is created once it has gone.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { discardsScaled } from '../vocabulary/claims.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { isOrdered, podNameOf } from '../vocabulary/ordinals.ts';
import {
  firstStop,
  forgottenOrdinals,
  isBlockedSomewhere,
  settledSets,
} from '../vocabulary/stateful-rest.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';

export const aDiscardedClaimDoesNotHoldUpItsPod = eventually({
  id: 'statefulset/a-discarded-claim-does-not-hold-up-its-pod',
  title: 'At rest no ordinal still waits for a claim that went when the set was scaled down',
  controller: 'StatefulSet',
  requirements: ['STS-ORD-007', 'STS-PAR-001'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      const { set } = sight;
      const hasClaims = (set.spec.volumeClaimTemplates ?? []).length > 0;
      if (!hasClaims || !discardsScaled(set) || set.spec.replicas === 0) continue;
      const subject = keyOf(set);
      const forgotten = forgottenOrdinals(sight).map((each) => podNameOf(set.metadata.name, each));
      if (forgotten.length > 0) {
        yield {
          subject,
          there: false,
          expected: `${describeSome(forgotten)}, with new claims`,
          observed: 'neither pods nor claims',
          evidence: [view.seqOf(set)],
        };
      } else if (!standsStill(sight)) {
        yield { subject, there: true };
      }
    }
  },
});

/** Does something else keep the controller from creating pods? */
function standsStill(sight: Sight): boolean {
  return isOrdered(sight.set) ? firstStop(sight) !== undefined : isBlockedSomewhere(sight);
}
