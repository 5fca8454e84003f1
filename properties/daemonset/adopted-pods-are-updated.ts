/**
 * DS-UPD-003 for pods that a DaemonSet took over: if they are of another template they are replaced
 * like any others, even where they happen to carry the number of its own template generation.
 */
import type { DaemonSet, Pod } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { everySettledDaemon, mistakenPods } from '../vocabulary/daemon-rest.ts';
import { hashOf, isRunning } from '../vocabulary/daemon-steps.ts';

export const adoptedPodsAreUpdated = eventually({
  id: 'daemonset/adopted-pods-are-updated',
  title: 'At rest a pod that was taken over is of the present template',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-003'],
  *settled(view) {
    for (const sight of everySettledDaemon(view)) {
      const { set } = sight;
      if (set.spec.updateStrategy.type !== 'RollingUpdate') continue;
      const mistaken = mistakenPods(sight);
      for (const pod of view.owned('Pod', set.metadata.uid)) {
        if (!isRunning(pod) || !isOlder(pod, set)) continue;
        const subject = keyOf(pod);
        if (!mistaken.includes(pod)) {
          yield { subject, there: true };
          continue;
        }
        yield {
          subject,
          there: false,
          expected: `${pod.metadata.name} replaced by a pod of the present template`,
          observed: `${pod.metadata.name} at ${hashOf(pod) ?? 'no hash'}`,
          evidence: [view.seqOf(pod), view.seqOf(set)],
        };
      }
    }
  },
});

/** Older than the set itself: somebody else made it. */
function isOlder(pod: Pod, set: DaemonSet): boolean {
  const [born, taken] = [pod.metadata.creationTimestamp, set.metadata.creationTimestamp];
  return Date.parse(born) < Date.parse(taken);
}
