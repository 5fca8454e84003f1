/** When the pods of a ReplicaSet are out of the way of a recreation (DEP-REC-001). */
import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import type { ClusterView } from '../view.ts';
import { asksForRollback } from './revision-numbers.ts';

/** All but one. */
export function otherSets(sets: readonly ReplicaSet[], uid: string): readonly ReplicaSet[] {
  return sets.filter((set) => set.metadata.uid !== uid);
}

/** No pod that has not ended, in fact and in its report. */
export function isDrained(view: ClusterView, set: ReplicaSet): boolean {
  return livePodsOf(view, set) === 0 && set.status.replicas === 0;
}

/** Pods that have not ended, terminating ones among them. */
export function livePodsOf(view: ClusterView, set: ReplicaSet): number {
  const tally = view.tally(set.metadata.uid);
  return tally.all - tally.terminal;
}

/** Does it replace pods only when all others have gone? Not while it looks up the revision to which
 * an annotation wants it back: for that it makes the new ReplicaSet whatever the strategy. */
export function waitsForTheDrain(deployment: Deployment): boolean {
  return deployment.spec.strategy.type === 'Recreate' && !asksForRollback(deployment);
}
