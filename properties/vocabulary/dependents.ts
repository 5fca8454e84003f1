/** Who names whom as owner, whether as controller or not, followed change by change. */
import type {
  Kind,
  KubernetesObject,
  OwnerReference,
  WorkloadKind,
} from '../../specs/kubernetes.ts';
import { kinds } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import type { Moment } from '../property.ts';
import type { ClusterView } from '../view.ts';

/** Something that names an owner, and since when it does. */
export interface Dependent {
  readonly uid: string;
  readonly kind: Kind;
  readonly name: string;
  readonly since: Millis;
  /** Does it keep an owner that is deleted in the foreground? */
  readonly isBlocking: boolean;
}

/** The graph of owners as the trace has told it so far. */
export interface Dependents {
  /** Feed it every change of the kinds that matter, after asking about the world before it. */
  follow(moment: Moment): void;
  /** What names this uid as an owner. */
  of(ownerUid: string): readonly Dependent[];
}

/** Starts with an empty graph. */
export function createDependents(): Dependents {
  const byOwner = new Map<string, Map<string, Dependent>>();
  return {
    follow({ event, previous }) {
      const { object, change, at } = event;
      const { uid, name } = object.metadata;
      // Most versions share the references of the one before.
      const isSame = previous && ownersOf(previous) === ownersOf(object);
      if (isSame && change !== 'DELETED') return;
      const after = change === 'DELETED' ? [] : ownersOf(object);
      for (const owner of previous ? ownersOf(previous) : []) {
        if (!after.some((each) => each.uid === owner.uid)) byOwner.get(owner.uid)?.delete(uid);
      }
      for (const owner of after) {
        const known = byOwner.get(owner.uid) ?? new Map<string, Dependent>();
        const since = known.get(uid)?.since ?? at;
        const isBlocking = owner.blockOwnerDeletion === true;
        known.set(uid, { uid, kind: object.kind, name, since, isBlocking });
        byOwner.set(owner.uid, known);
      }
    },
    of: (ownerUid) => [...(byOwner.get(ownerUid)?.values() ?? [])],
  };
}

/** Every kind that owns something, or is owned, in scenarios of one controller. */
export function ownedKinds(controller: WorkloadKind): readonly Kind[] {
  return [controller, 'ReplicaSet', 'ControllerRevision', 'Pod', 'PersistentVolumeClaim'];
}

const nobody: readonly OwnerReference[] = [];

/** The references to owners, controllers or not. */
export function ownersOf(object: KubernetesObject): readonly OwnerReference[] {
  return object.metadata.ownerReferences ?? nobody;
}

/** The owner that a reference names, by uid; a kind that traces do not have counts as unknown. */
export function ownerNamed(
  view: ClusterView,
  reference: OwnerReference,
): KubernetesObject | 'unknown' | undefined {
  const kind = kinds.find((each) => each === reference.kind);
  return kind === undefined ? 'unknown' : view.byUid(kind, reference.uid);
}

/** Is it being deleted in the foreground: it stays until what it owns is gone (GC-003)? */
export function isWaiting({ metadata }: KubernetesObject): boolean {
  return isGoingWith(metadata, 'foregroundDeletion');
}

/** Is it being deleted without what it owns (GC-004)? */
export function isOrphaning({ metadata }: KubernetesObject): boolean {
  return isGoingWith(metadata, 'orphan');
}

function isGoingWith(metadata: KubernetesObject['metadata'], finalizer: string): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  return metadata.finalizers?.includes(finalizer) ?? false;
}
