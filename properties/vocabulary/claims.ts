/** Names of the PersistentVolumeClaims of a StatefulSet, and which of them a pod refers to. */
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { isWanted, ordinalOf } from './ordinals.ts';

/** A claim that one ordinal needs: the template (and volume) it stands for, and its name. */
export interface WantedClaim {
  readonly template: string;
  readonly name: string;
}

/** `data-web-1`, one per claim template (STS-PVC-001). */
export function claimsFor(set: StatefulSet, ordinal: number): readonly WantedClaim[] {
  return (set.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    template: metadata.name,
    name: `${metadata.name}-${set.metadata.name}-${ordinal}`,
  }));
}

/** The claim that a pod's volume of this name refers to. */
export function claimNameIn(pod: Pod, volume: string): string | undefined {
  return pod.spec.volumes?.find(({ name }) => name === volume)?.persistentVolumeClaim?.claimName;
}

/** Every claim that a pod refers to. */
export function claimNamesIn(pod: Pod): readonly string[] {
  return (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName],
  );
}

/** Is this the name of a claim that the set wants for one of its ordinals? */
export function isClaimNameOf(set: StatefulSet, claimName: string): boolean {
  const ordinal = claimOrdinal(set, claimName);
  return ordinal !== undefined && isWanted(set, ordinal);
}

/** The ordinal for which the set would use a claim of this name, wanted or not. */
export function claimOrdinal(set: StatefulSet, claimName: string): number | undefined {
  for (const { metadata } of set.spec.volumeClaimTemplates ?? []) {
    const ordinal = ordinalOf(`${metadata.name}-${set.metadata.name}`, claimName);
    if (ordinal !== undefined) return ordinal;
  }
  return undefined;
}

/** Retain for both occasions: claims stay whatever happens, and nobody owns them (STS-PVC-004). */
export function retainsAll(set: StatefulSet): boolean {
  const policy = set.spec.persistentVolumeClaimRetentionPolicy;
  return policy?.whenDeleted !== 'Delete' && policy?.whenScaled !== 'Delete';
}

/** Does scaling down take the claims of the pods that go (STS-PVC-006)? */
export function discardsScaled(set: StatefulSet): boolean {
  return set.spec.persistentVolumeClaimRetentionPolicy?.whenScaled === 'Delete';
}

/** Do the owner references of a claim name a set or a pod? */
export function hasWorkloadOwner(claim: PersistentVolumeClaim): boolean {
  return (claim.metadata.ownerReferences ?? []).some(
    ({ kind }) => kind === 'StatefulSet' || kind === 'Pod',
  );
}
