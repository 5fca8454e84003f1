/** The pods that a ReplicaSet counts: active ones that it owns and still selects, and those without
 * an owner that it adopts before it counts (RS-OWN-001, RS-OWN-003). */
import type { Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { isEqual } from './api-rules.ts';
import { isActive } from './pods.ts';

/** Active pods that it owns and selects. Looks at each of them: ask `tally` first. */
export function activePodsOf(view: ClusterView, set: ReplicaSet): readonly Pod[] {
  const pods: Pod[] = [];
  for (const pod of view.owned('Pod', set.metadata.uid)) {
    if (isActive(pod) && selectorMatches(set.spec.selector, pod.metadata.labels)) pods.push(pod);
  }
  return pods;
}

/** Active pods that nobody owns and that it would adopt. Looks at every pod there is. */
export function adoptablePods(view: ClusterView, set: ReplicaSet): readonly Pod[] {
  const pods: Pod[] = [];
  for (const pod of view.list('Pod')) {
    if (controllerOf(pod) !== undefined || !isActive(pod)) continue;
    if (selectorMatches(set.spec.selector, pod.metadata.labels)) pods.push(pod);
  }
  return pods;
}

/** Do two versions of a pod count alike: whose it is, whether it counts, and by which labels it is
 * known? */
export function countsAlike(one: Pod, other: Pod): boolean {
  return (
    controllerOf(one)?.uid === controllerOf(other)?.uid &&
    isActive(one) === isActive(other) &&
    isEqual(one.metadata.labels, other.metadata.labels)
  );
}
