/**
 * STS-PVC-005, STS-PVC-007: at rest the claims of wanted pods belong to the set where it takes them
 * along when it is deleted, to nobody otherwise, and never to their pod. Claims that somebody else
 * owns, or a former set or pod of that name, are left alone.
 */
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { keyOf } from '../../specs/kubernetes.ts';
import { eventually } from '../property.ts';
import { describeSome } from '../vocabulary/describe.ts';
import { claimsFor } from '../vocabulary/claims.ts';
import { isOrdered, wantedOrdinals } from '../vocabulary/ordinals.ts';
import { settledSets, slotAt } from '../vocabulary/stateful-rest.ts';
import type { Sight } from '../vocabulary/stateful-steps.ts';
import { memberAt } from '../vocabulary/stateful-steps.ts';

export const claimsHaveTheOwnersOfThePolicy = eventually({
  id: 'statefulset/claims-have-the-owners-of-the-policy',
  title: 'At rest the claims of wanted pods have the owners that the retention policy asks for',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-005', 'STS-PVC-007'],
  needs: ['StatefulSetAutoDeletePVC'],
  *settled(view, context) {
    for (const sight of settledSets(view, context)) {
      for (const [pod, claim] of lookedAtClaims(sight)) {
        if (isSomebodyElses(claim, sight.set, pod)) continue;
        const subject = keyOf(claim);
        const expected = expectedOwner(sight.set);
        const owners = (claim.metadata.ownerReferences ?? []).filter(
          ({ uid }) => uid === sight.set.metadata.uid || uid === pod.metadata.uid,
        );
        const observed = describeSome(owners.map(({ kind, name }) => `${kind}/${name}`));
        if (observed === expected) yield { subject, there: true };
        else {
          yield { subject, there: false, expected, observed, evidence: [view.seqOf(claim)] };
        }
      }
    }
  },
});

/** The claims of healthy wanted pods; an ordered set looks at no pod beyond one that is not. */
function* lookedAtClaims(sight: Sight): Iterable<readonly [Pod, PersistentVolumeClaim]> {
  for (const ordinal of wantedOrdinals(sight.set)) {
    const pod = memberAt(sight, ordinal);
    const slot = slotAt(sight, ordinal);
    if (slot !== 'healthy' || pod === undefined) {
      if (isOrdered(sight.set) || slot === 'blocked') return;
      continue;
    }
    for (const { name } of claimsFor(sight.set, ordinal)) {
      const claim = sight.view.get('PersistentVolumeClaim', name);
      if (claim !== undefined && claim.metadata.deletionTimestamp === undefined) yield [pod, claim];
    }
  }
}

function expectedOwner(set: StatefulSet): string {
  const takesAlong = set.spec.persistentVolumeClaimRetentionPolicy?.whenDeleted === 'Delete';
  return takesAlong ? `StatefulSet/${set.metadata.name}` : 'none';
}

/** Another controller, or a set or pod of the same name that is gone: then hands off. */
function isSomebodyElses(claim: PersistentVolumeClaim, set: StatefulSet, pod: Pod): boolean {
  return (claim.metadata.ownerReferences ?? []).some(({ kind, name, uid, controller }) => {
    if (uid === set.metadata.uid || uid === pod.metadata.uid) return false;
    const isNamesake =
      (kind === 'StatefulSet' && name === set.metadata.name) ||
      (kind === 'Pod' && name === pod.metadata.name);
    return isNamesake || controller === true;
  });
}
