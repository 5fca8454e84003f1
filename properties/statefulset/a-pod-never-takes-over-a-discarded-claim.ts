/**
 * STS-PVC-008: where scaling down discards claims, a claim that still belongs to a former pod of an
 * ordinal is about to be collected, and a new pod of that ordinal waits until it is gone: in some
 * state that the controller may have seen, its claims are there, stay, and are nobody else's.
 *
 * That the claim belongs to the former pod was the controller's own write, and before it goes on it
 * waits until it has seen such a write.
 */
import type { PersistentVolumeClaim } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { claimsFor, discardsScaled } from '../vocabulary/claims.ts';
import { describeSome, violationAt } from '../vocabulary/describe.ts';
import { createDisturbances } from '../vocabulary/disturbances.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';
import type { ClusterView } from '../view.ts';

/** One claim of some name: who gave it to its pod, and when. */
interface Gift {
  readonly uid: string;
  readonly setUid?: string | undefined;
  readonly seq?: number;
}

export const aPodNeverTakesOverADiscardedClaim = always({
  id: 'statefulset/a-pod-never-takes-over-a-discarded-claim',
  title: 'No pod is created while a claim of its ordinal still belongs to a former pod',
  controller: 'StatefulSet',
  requirements: ['STS-PVC-008'],
  needs: ['StatefulSetAutoDeletePVC', 'global-order'],
  on: ['Pod', 'PersistentVolumeClaim'],
  monitor: (context) => {
    const seesItsWrites = context.target.features.includes('StaleControllerConsistencyStatefulSet');
    const restarts = createDisturbances(context, ({ fault }) => fault === 'ControllerRestart');
    /** By the claim's name, the last two of that name. */
    const gifts = new Map<string, readonly Gift[]>();

    function onClaim(moment: Moment, claim: PersistentVolumeClaim): void {
      const { name, uid } = claim.metadata;
      const others = (gifts.get(name) ?? []).filter((gift) => gift.uid !== uid).slice(-1);
      const given = (gifts.get(name) ?? []).find((gift) => gift.uid === uid && gift.seq);
      gifts.set(name, [...others, given ?? giftIn(moment, claim)]);
    }

    function watchedClaim(name: string, setUid: string, isCertain: boolean) {
      return (gifts.get(name) ?? []).map(({ uid, seq, setUid: giver }) => ({
        kind: 'PersistentVolumeClaim' as const,
        uid,
        ...(isCertain && seq !== undefined && giver === setUid && { notBefore: seq }),
      }));
    }

    function onPod(moment: Moment): Answer {
      const act = createdPod(moment);
      if (act?.ordinal === undefined || act.set === undefined) return 'irrelevant';
      const { pod, set, setUid, ordinal } = act;
      const names = claimsFor(set, ordinal).map(({ name }) => name);
      if (names.length === 0 || !discardsScaled(set)) return 'irrelevant';
      const taken = names.filter((name) => !isUsable(moment.before, name, pod.metadata.name));
      if (taken.length === 0) return 'holds';
      const isCertain = seesItsWrites && restarts.areOver(moment.event.at);
      const mayNotKnow = moment.couldHaveSeen(
        [
          { kind: 'StatefulSet', uid: setUid },
          ...taken.flatMap((name) => watchedClaim(name, setUid, isCertain)),
        ],
        (view) => {
          const seen = view.byUid('StatefulSet', setUid);
          if (seen !== undefined && !discardsScaled(seen)) return true;
          return taken.every((name) => isUsable(view, name, pod.metadata.name));
        },
      );
      if (mayNotKnow) return 'irrelevant';
      return violationAt(moment, {
        message: `${pod.metadata.name} was created with a claim that goes with its predecessor`,
        expected: describeSome(taken.map((name) => `${name} gone first, and made anew`)),
        observed: describeSome(taken.map((name) => `${name} belongs to a former pod, or is going`)),
        evidence: taken.flatMap((name) => (gifts.get(name) ?? []).map(({ seq }) => seq ?? -1)),
      });
    }

    return {
      change: (moment) => {
        const { object } = moment.event;
        if (object.kind === 'Pod') return onPod(moment);
        if (object.kind === 'PersistentVolumeClaim') onClaim(moment, object);
        return 'irrelevant';
      },
      other: (event) => {
        restarts.other(event);
        return 'irrelevant';
      },
    };
  },
});

function giftIn({ event, after }: Moment, claim: PersistentVolumeClaim): Gift {
  const { uid, ownerReferences = [] } = claim.metadata;
  const owner = ownerReferences.find(({ kind }) => kind === 'Pod');
  const pod = owner && after.byUid('Pod', owner.uid);
  if (pod === undefined) return { uid };
  return { uid, seq: event.seq, setUid: controllerOf(pod)?.uid };
}

/** There, not on its way out, and not given to a pod of that name: as the new one is not there yet,
 * that would be a former one. */
function isUsable(view: ClusterView, name: string, podName: string): boolean {
  const claim = view.get('PersistentVolumeClaim', name);
  if (claim === undefined || claim.metadata.deletionTimestamp !== undefined) return false;
  const owners = claim.metadata.ownerReferences ?? [];
  return !owners.some((owner) => owner.kind === 'Pod' && owner.name === podName);
}
