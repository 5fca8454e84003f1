/**
 * STS-PVC-004: with the default retention policy a claim stays when its pod goes, for whatever
 * reason, and nobody but the user deletes it; the controller puts no owner on it that could take it
 * along. A policy that says Delete, now or in a view that the controller may have had, voids it.
 */
import type { PersistentVolumeClaim, StatefulSet } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import {
  claimNameIn,
  claimOrdinal,
  claimsFor,
  hasWorkloadOwner,
  retainsAll,
} from '../vocabulary/claims.ts';
import { actOn } from '../vocabulary/stateful-moments.ts';

export const claimsAreRetained = always({
  id: 'statefulset/claims-are-retained',
  title: 'By default a claim outlives its pod and its set',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-004'],
  on: ['StatefulSet', 'Pod', 'PersistentVolumeClaim'],
  monitor: () => {
    /** Names of sets that ever had another policy: their claims may keep owners from then. */
    const other = new Set<string>();
    /** Every set that was ever seen: a claim outlives it. */
    const sets = new Map<string, StatefulSet>();

    function onSet(set: StatefulSet): Answer {
      sets.set(set.metadata.name, set);
      if (!retainsAll(set)) other.add(set.metadata.name);
      return 'irrelevant';
    }

    function retainingSetOf(claim: PersistentVolumeClaim): StatefulSet | undefined {
      for (const [name, set] of sets) {
        if (claimOrdinal(set, claim.metadata.name) !== undefined) {
          return other.has(name) ? undefined : set;
        }
      }
      return undefined;
    }

    function onClaim(moment: Moment, claim: PersistentVolumeClaim): Answer {
      const set = retainingSetOf(claim);
      if (set === undefined || moment.touched) return 'irrelevant';
      const { actor } = moment.event;
      if (actor === 'user' || actor === 'fault' || actor === 'suite') return 'irrelevant';
      const { name, ownerReferences } = claim.metadata;
      const expected = `${name} stays, owned by nobody: ${set.metadata.name} retains its claims`;
      if (isDeletionDecision(moment)) {
        const message = `the claim ${name} was deleted although it is to be retained`;
        const observed = `deleted by ${actor ?? 'a controller'}`;
        return violationAt(moment, { message, expected, observed });
      }
      if (moment.event.change === 'DELETED' || !hasWorkloadOwner(claim)) return 'irrelevant';
      const owners = (ownerReferences ?? []).map((owner) => `${owner.kind}/${owner.name}`);
      const message = `the claim ${name} was given an owner although it is to be retained`;
      return violationAt(moment, { message, expected, observed: describeSome(owners) });
    }

    /** A pod that is gone is the occasion on which its claims have to be still there. */
    function onPod(moment: Moment): Answer {
      const { object, change } = moment.event;
      if (object.kind !== 'Pod' || change !== 'DELETED') return 'irrelevant';
      const act = actOn(moment, object);
      const set = act && (act.set ?? sets.get(act.setName));
      if (act?.ordinal === undefined || set === undefined) return 'irrelevant';
      if (other.has(act.setName)) return 'irrelevant';
      const kept = claimsFor(set, act.ordinal).filter(
        ({ template, name }) =>
          claimNameIn(object, template) === name &&
          moment.after.get('PersistentVolumeClaim', name) !== undefined,
      );
      return kept.length > 0 ? 'holds' : 'irrelevant';
    }

    return {
      change: (moment) => {
        const { object } = moment.event;
        if (object.kind === 'StatefulSet') return onSet(object);
        return object.kind === 'PersistentVolumeClaim' ? onClaim(moment, object) : onPod(moment);
      },
    };
  },
});
