/**
 * STS-ID-004: at rest every wanted pod that its controller has looked at carries its own name as
 * its pod-name label again. An ordered set looks at healthy pods up to the first that is not; a
 * changed index label alone is not noticed and not judged.
 */
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { isOrdered, podNameLabel, wantedOrdinals } from '../vocabulary/ordinals.ts';
import { settledSets, slotAt } from '../vocabulary/stateful-rest.ts';
import { memberAt } from '../vocabulary/stateful-steps.ts';

export const identityLabelsAreRestored = eventually({
  id: 'statefulset/identity-labels-are-restored',
  title: 'At rest a healthy pod carries its own name as a label',
  controller: 'StatefulSet',
  requirements: ['STS-ID-004'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      for (const ordinal of wantedOrdinals(sight.set)) {
        const pod = memberAt(sight, ordinal);
        const slot = slotAt(sight, ordinal);
        if (slot !== 'healthy' || pod === undefined) {
          // A Parallel set's batches end at a blocked name.
          if (isOrdered(sight.set) || slot === 'blocked') break;
          continue;
        }
        const label = pod.metadata.labels?.[podNameLabel];
        const subject = keyOf(pod);
        if (label === pod.metadata.name) yield { subject, there: true };
        else {
          yield {
            subject,
            there: false,
            expected: `${podNameLabel}=${pod.metadata.name}`,
            observed: `${podNameLabel}=${label ?? 'unset'}`,
            evidence: [view.seqOf(pod)],
          };
        }
      }
    }
  },
});
