/**
 * Who did it (requirements 0.5): exact where the trace names the actor; otherwise by exclusion in a
 * closed world, where whatever the suite, the API machinery or a node did not do, the owner did.
 */
import type { Kind, KubernetesObject, ObjectOf, Pod } from '../../specs/kubernetes.ts';
import { conditionOf, controllerOf, kinds } from '../../specs/kubernetes.ts';
import type { Component } from '../../specs/scenario.ts';
import type { Moment } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { oncePerMoment } from './once.ts';

/** Which controller acts on behalf of an owner of this kind. */
const controllersByKind: Partial<Record<Kind, Component>> = {
  Deployment: 'deployment-controller',
  ReplicaSet: 'replicaset-controller',
  StatefulSet: 'statefulset-controller',
  DaemonSet: 'daemonset-controller',
};

/** Is this the moment at which a deletion was decided: the first of `deletionTimestamp` and DELETED
 * (OBS-07)? */
export function isDeletionDecision(moment: Moment): boolean {
  if (moment.event.change === 'ADDED') return false;
  if (moment.previous?.metadata.deletionTimestamp !== undefined) return false;
  return (
    moment.event.change === 'DELETED' ||
    moment.event.object.metadata.deletionTimestamp !== undefined
  );
}

/** Did this controller decide here to delete the object? False when it may have been anybody
 * else. */
export function isDeletionBy(moment: Moment, controller: Component): boolean {
  return isDeletionDecision(moment) && deleterOf(moment) === controller;
}

/** Who decided here to delete the object, as far as that is certain. */
const deleterOf = oncePerMoment((moment: Moment): string | undefined => {
  if (moment.event.actor !== undefined) return moment.event.actor;
  const object = moment.previous ?? moment.event.object;
  const owner = ownerOf(moment.before, object);
  if (moment.touched || owner === undefined) return undefined;
  if (isDisrupted(object) || isDisrupted(moment.event.object)) return undefined;
  return isStaying(moment, owner) ? controllersByKind[owner.kind] : undefined;
});

/** Did this controller write this version (not a deletion)? A workload's own objects are written by
 * its controller unless a command or fault named them; `status` has other writers, so ask this only
 * about changes of metadata and spec. */
export function isWriteBy(moment: Moment, controller: Component): boolean {
  if (moment.event.change === 'DELETED') return false;
  if (moment.event.actor !== undefined) return moment.event.actor === controller;
  const { object } = moment.event;
  const owner = controllerOf(object) ?? controllerOf(moment.previous ?? object);
  const kind = kinds.find((each) => each === owner?.kind);
  return kind !== undefined && controllersByKind[kind] === controller && !moment.touched;
}

/** The live object that this one names as its controller. */
export function ownerOf(view: ClusterView, object: KubernetesObject): KubernetesObject | undefined {
  const reference = controllerOf(object);
  const kind = kinds.find((each) => each === reference?.kind);
  return kind && reference && view.byUid(kind, reference.uid);
}

/** The live object of a kind that this one names as its controller. */
export function ownerOfKind<K extends Kind>(
  view: ClusterView,
  object: KubernetesObject,
  kind: K,
): ObjectOf<K> | undefined {
  const reference = controllerOf(object);
  return reference?.kind === kind ? view.byUid(kind, reference.uid) : undefined;
}

/** Evicted, preempted, tainted away or collected with its node: not its owner's doing. */
function isDisrupted(object: KubernetesObject): boolean {
  if (object.kind !== 'Pod') return false;
  const pod: Pod = object;
  return conditionOf(pod, 'DisruptionTarget')?.status === 'True';
}

/** Neither it nor whatever owns it is going away, so no garbage collector comes for what it
 * owns. */
function isStaying(moment: Moment, owner: KubernetesObject): boolean {
  if (owner.metadata.deletionTimestamp !== undefined) return false;
  const reference = controllerOf(owner);
  if (reference === undefined) return true;
  const above = ownerOf(moment.before, owner);
  return above !== undefined && isStaying(moment, above);
}
