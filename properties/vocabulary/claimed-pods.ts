/** The pods that a ReplicaSet counts: active ones that it owns and still selects, and those without
 * an owner that it adopts before it counts (RS-OWN-001, RS-OWN-003). */
import type { Pod, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { isActive } from './pods.ts';

/** Active pods that it owns and selects. Looks at each of them: ask `tally` first. */
export function activePodsOf(view: ClusterView, set: ReplicaSet): readonly Pod[] {
  return [...view.owned('Pod', set.metadata.uid)].filter(
    (pod) => isActive(pod) && selectorMatches(set.spec.selector, pod.metadata.labels),
  );
}

/** Active pods that nobody owns and that it would adopt. Looks at every pod there is. */
export function adoptablePods(view: ClusterView, set: ReplicaSet): readonly Pod[] {
  return [...view.list('Pod')].filter(
    (pod) =>
      controllerOf(pod) === undefined &&
      isActive(pod) &&
      selectorMatches(set.spec.selector, pod.metadata.labels),
  );
}
