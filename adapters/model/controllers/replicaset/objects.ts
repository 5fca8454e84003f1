/** Small questions that the ReplicaSet and Deployment controllers ask about single objects. */
import type { Kind, KubernetesObject, ObjectOf, Pod } from '../../../../specs/kubernetes.ts';
import { isTerminal, isTerminating } from '../pod-state.ts';

/** The object, if there is one and it is of this kind. */
export function ofKind<K extends Kind>(
  kind: K,
  object: KubernetesObject | undefined,
): ObjectOf<K> | undefined {
  return object?.kind === kind ? (object as ObjectOf<K>) : undefined;
}

/** RS-CNT-004: the only pods that a ReplicaSet counts. */
export function isActive(pod: Pod): boolean {
  return !isTerminal(pod) && !isTerminating(pod);
}
