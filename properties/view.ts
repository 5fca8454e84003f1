/** What a monitor may ask of the world at one moment. `history.ts` implements it incrementally. */
import type { Kind, KubernetesObject, ObjectOf } from '../specs/kubernetes.ts';
import type { Millis } from '../specs/scenario.ts';

/** A world at one moment, or a mixture of earlier prefixes, one per kind. Immutable to its users;
 * valid only while the moment that handed it out is being judged. */
export interface ClusterView {
  /** When its newest prefix ends. */
  readonly at: Millis;
  get<K extends Kind>(kind: K, name: string): ObjectOf<K> | undefined;
  byUid<K extends Kind>(kind: K, uid: string): ObjectOf<K> | undefined;
  /** Every live object of a kind, in the order in which it was first seen. */
  list<K extends Kind>(kind: K): Iterable<ObjectOf<K>>;
  /** What names this uid as its controller, in the order in which that was first seen. */
  owned<K extends Kind>(kind: K, ownerUid: string): Iterable<ObjectOf<K>>;
  /** Counts of the pods that name this uid as their controller; costs the same for any number. */
  tally(ownerUid: string): PodTally;
  /** Pods bound to this node (`spec.nodeName`), or pinned to it and not bound yet. */
  podsOn(nodeName: string): Iterable<ObjectOf<'Pod'>>;
  /** `seq` of the event that brought this object into the state that this view shows. */
  seqOf(object: KubernetesObject): number;
}

/** Pods of one controller, counted by the vocabulary of the requirements (0.2). */
export interface PodTally {
  readonly all: number;
  /** Neither terminal nor terminating. */
  readonly active: number;
  readonly terminating: number;
  /** Phase Failed or Succeeded. */
  readonly terminal: number;
  /** Active, phase Running and condition Ready. */
  readonly ready: number;
}

/** Whose changes tell one admissible view from another: all objects of a kind, or those that a
 * controller owns, or one object. */
export interface Watched {
  readonly kind: Kind;
  readonly ownedBy?: string;
  readonly uid?: string;
  /** The controller is known to have seen this kind up to this `seq` (it replaced a version, or
   * waits for its own writes): earlier prefixes are not admissible. */
  readonly notBefore?: number;
}
