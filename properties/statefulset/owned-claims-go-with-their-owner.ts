/**
 * STS-PVC-005, STS-PVC-006: a claim that belongs to a set or to a pod alone is collected once that
 * is gone: at rest it is gone too, or on its way out and held only by a pod that still uses it.
 */
import type { PersistentVolumeClaim } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { hasWorkloadOwner } from '../vocabulary/claims.ts';
import { describeSome } from '../vocabulary/describe.ts';
import type { ClusterView } from '../view.ts';

export const ownedClaimsGoWithTheirOwner = always({
  id: 'statefulset/owned-claims-go-with-their-owner',
  title: 'At rest no claim is left that belonged to a set or pod which is gone',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-005', 'STS-PVC-006'],
  needs: ['StatefulSetAutoDeletePVC'],
  on: ['PersistentVolumeClaim'],
  monitor: () => {
    /** The last version of every claim that belongs to somebody. */
    const owned = new Map<string, PersistentVolumeClaim>();

    return {
      change: ({ event: { object, change } }) => {
        if (object.kind !== 'PersistentVolumeClaim') return 'irrelevant';
        const { uid } = object.metadata;
        if (hasWorkloadOwner(object)) owned.set(uid, object);
        else if (change !== 'DELETED') owned.delete(uid);
        return 'irrelevant';
      },
      other: (event, view) => {
        if (!isQuietRest(event)) return 'irrelevant';
        const answers = [...owned.values()].map((claim) => settled(claim, view, event.seq));
        const broken = answers.find((answer) => typeof answer === 'object');
        return broken ?? (answers.includes('holds') ? 'holds' : 'irrelevant');
      },
    };
  },
});

function settled(claim: PersistentVolumeClaim, view: ClusterView, at: number): Answer {
  const { ownerReferences = [], name, uid } = claim.metadata;
  const isLeft = ownerReferences.some(({ kind, uid: owner }) =>
    kind === 'StatefulSet' || kind === 'Pod' ? view.byUid(kind, owner) !== undefined : true,
  );
  if (isLeft) return 'irrelevant';
  const now = view.byUid('PersistentVolumeClaim', uid);
  if (now === undefined || now.metadata.deletionTimestamp !== undefined) return 'holds';
  return {
    message: `${name} outlives its owner`,
    expected: `${name} collected`,
    observed: `owned by ${describeSome(ownerReferences.map((each) => each.name))}, gone`,
    at,
    evidence: [view.seqOf(now)],
  };
}
