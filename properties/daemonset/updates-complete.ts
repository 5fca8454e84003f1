/**
 * DS-UPD-003: at rest no old pod is left, unless as many nodes are without an available pod (with
 * surge: have a new pod that is not available) as the bounds allow: a broken template stops there.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { roomToDelete, roomToSurge } from '../vocabulary/daemon-census.ts';
import { settledDaemons } from '../vocabulary/daemon-rest.ts';
import type { DaemonSight } from '../vocabulary/daemon-steps.ts';
import {
  allowsSurge,
  hashOf,
  isNew,
  isRunning,
  updateHashes,
} from '../vocabulary/daemon-steps.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { shouldRun, targetOf } from '../vocabulary/eligibility.ts';
import { isMadeFrom } from '../vocabulary/revisions.ts';

export const updatesComplete = eventually({
  id: 'daemonset/updates-complete',
  title: 'At rest every pod is of the present template, or a broken one used up the bounds',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-003'],
  *settled(view, context) {
    for (const sight of settledDaemons(view, context)) {
      const { set } = sight;
      if (set.spec.updateStrategy.type !== 'RollingUpdate') continue;
      const subject = keyOf(set);
      const old = oldPods(sight);
      const room = allowsSurge(set) ? roomToSurge(sight) : roomToDelete(sight);
      if (old.length === 0 || (room !== undefined && room <= 0)) {
        yield { subject, there: true };
        continue;
      }
      yield {
        subject,
        there: false,
        expected: `every pod at ${describeSome([...(updateHashes(sight) ?? [])])}`,
        observed: describeSome(
          old.map((pod) => `${pod.metadata.name} at ${hashOf(pod) ?? 'no hash'}`),
        ),
        evidence: old.map((pod) => view.seqOf(pod)),
      };
    }
  },
});

/** Running pods on eligible nodes that are not of the present template, by label or by image. */
function oldPods(sight: DaemonSight): readonly Pod[] {
  const { view, set } = sight;
  return [...view.owned('Pod', set.metadata.uid)].filter((pod) => {
    const node = view.get('Node', targetOf(pod) ?? '');
    if (node === undefined || !shouldRun(set, node) || !isRunning(pod)) return false;
    return !isNew(sight, pod) || !isMadeFrom(pod, set.spec.template);
  });
}
