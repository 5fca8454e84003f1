/**
 * Whose claims are whose: the owner references of a StatefulSet's claims under each retention
 * policy (STS-PVC-004..008). Pure; `claims.ts` sends what this file decides.
 */
import type {
  OwnerReference,
  PersistentVolumeClaim,
  Pod,
  StatefulSet,
} from '../../../../specs/kubernetes.ts';
import { controllerReference } from '../adoption.ts';
import { isInRange } from './identity.ts';

/** What owns a claim under the set's policy. */
type ClaimOwner = 'nobody' | 'set' | 'pod';

/** The policy that holds, with what the API leaves out. */
export function retentionPolicyOf(set: StatefulSet) {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  return {
    whenDeleted: policy?.whenDeleted ?? 'Retain',
    whenScaled: policy?.whenScaled ?? 'Retain',
  } as const;
}

/** The matrix of STS-PVC-007. Only a pod outside the range loses its claims by scaling, however
 * else it may come to an end (STS-PVC-006). */
function ownerUnderPolicy(set: StatefulSet, pod: Pod): ClaimOwner {
  const { whenDeleted, whenScaled } = retentionPolicyOf(set);
  const isScaledDown = !isInRange(pod, set);
  if (whenScaled === 'Delete' && isScaledDown) return 'pod'; // STS-PVC-006
  return whenDeleted === 'Delete' ? 'set' : 'nobody'; // STS-PVC-005, STS-PVC-004
}

/** Does the claim say who owns it as the policy wants, or is it none of this set's business? */
export function isOwnerUpToDate(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  // Left by a namesake that is gone: the garbage collector's, not ours (STS-PVC-007).
  if (hasStaleReference(claim, set) || hasStaleReference(claim, pod)) return true;
  const isOurs = hasReference(claim, set) || hasReference(claim, pod);
  if (hasOtherController(claim, set, pod)) return !isOurs; // STS-PVC-008 (d)
  if (hasPlainReference(claim, set, pod)) return false;
  const owner = ownerUnderPolicy(set, pod);
  return (
    hasReference(claim, set) === (owner === 'set') && hasReference(claim, pod) === (owner === 'pod')
  );
}

/** The claim with the owner that the policy wants. */
export function withOwnerUnderPolicy(
  claim: PersistentVolumeClaim,
  set: StatefulSet,
  pod: Pod,
): PersistentVolumeClaim {
  const others = referencesOf(claim).filter(
    (reference) => !names(reference, set) && !names(reference, pod),
  );
  const owner = hasOtherController(claim, set, pod) ? 'nobody' : ownerUnderPolicy(set, pod);
  return withReferences(claim, [...others, ...referencesTo(owner, set, pod)]);
}

function referencesTo(owner: ClaimOwner, set: StatefulSet, pod: Pod): OwnerReference[] {
  switch (owner) {
    case 'nobody':
      return [];
    case 'set':
      return [controllerReference(set)];
    case 'pod':
      return [controllerReference(pod)];
    default:
      return owner satisfies never;
  }
}

/** A reference that names the object but means one of the same name that was there before. */
export function hasStaleReference(
  claim: PersistentVolumeClaim,
  object: StatefulSet | Pod,
): boolean {
  const reference = referencesOf(claim).find((candidate) => names(candidate, object));
  return reference !== undefined && reference.uid !== object.metadata.uid;
}

/** Somebody else manages the claim. Under Retain/Retain anybody may (STS-PVC-008 (d)). */
function hasOtherController(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  const { whenDeleted, whenScaled } = retentionPolicyOf(set);
  if (whenDeleted === 'Retain' && whenScaled === 'Retain') return false;
  return referencesOf(claim).some((reference) => {
    const namesake = [set, pod].find((object) => names(reference, object));
    return namesake ? reference.uid !== namesake.metadata.uid : reference.controller === true;
  });
}

/** An owner reference to set or pod that does not make it the controller must be put right. */
function hasPlainReference(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  return referencesOf(claim).some(
    ({ uid, controller }) =>
      (uid === set.metadata.uid || uid === pod.metadata.uid) && controller !== true,
  );
}

function hasReference(claim: PersistentVolumeClaim, object: StatefulSet | Pod): boolean {
  return referencesOf(claim).some(({ uid }) => uid === object.metadata.uid);
}

function names(reference: OwnerReference, object: StatefulSet | Pod): boolean {
  return (
    reference.apiVersion === object.apiVersion &&
    reference.kind === object.kind &&
    reference.name === object.metadata.name
  );
}

function referencesOf(claim: PersistentVolumeClaim): readonly OwnerReference[] {
  return claim.metadata.ownerReferences ?? [];
}

function withReferences(
  claim: PersistentVolumeClaim,
  ownerReferences: readonly OwnerReference[],
): PersistentVolumeClaim {
  return { ...claim, metadata: { ...claim.metadata, ownerReferences } };
}
