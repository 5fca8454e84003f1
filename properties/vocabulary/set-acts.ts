/** What a Deployment's controller may do to a ReplicaSet, told from one change of it. */
import type { OwnerReference, ReplicaSet } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { isDeletionBy, isWriteBy } from './attribution.ts';

/** What it did, and which Deployment has (or had) the ReplicaSet. `updated`: whatever is none of
 * the others. */
export interface SetAct {
  readonly did: 'created' | 'deleted' | 'adopted' | 'released' | 'resized' | 'updated';
  readonly set: ReplicaSet;
  /** The version before, unless it was created. */
  readonly previous: ReplicaSet | undefined;
  /** Absent where it was no Deployment's before, and is none's now. */
  readonly owner: OwnerReference | undefined;
}

/** Undefined for what others did. Where the trace names nobody, releases are not told from the
 * garbage collector's doing, and so are nobody's. */
export function setActOf(moment: Moment): SetAct | undefined {
  const { object: set, actor, change } = moment.event;
  if (set.kind !== 'ReplicaSet') return undefined;
  const previous = moment.previous?.kind === 'ReplicaSet' ? moment.previous : undefined;
  const [former, present] = [previous && controllerOf(previous), controllerOf(set)];
  const act = (did: SetAct['did'], owner: OwnerReference | undefined): SetAct => ({
    did,
    set,
    previous,
    owner: owner?.kind === 'Deployment' ? owner : undefined,
  });
  if (isDeletionBy(moment, 'deployment-controller')) return act('deleted', former ?? present);
  if (change === 'DELETED' || !isWriteBy(moment, 'deployment-controller')) return undefined;
  if (previous === undefined) return act('created', present);
  if (former !== undefined && present === undefined) {
    return actor === undefined ? undefined : act('released', former);
  }
  if (present !== undefined && present.uid !== former?.uid) return act('adopted', present);
  return act(previous.spec.replicas === set.spec.replicas ? 'updated' : 'resized', present);
}
