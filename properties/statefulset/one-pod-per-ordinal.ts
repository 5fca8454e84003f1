/**
 * STS-ID-005, STS-FAIL-002: a set creates a pod for an ordinal only after the former pod *object*
 * of that ordinal is gone; a terminating pod, on a lost node too, is never superseded.
 *
 * Exact: pods come in one stream. Names alone would make this true by the API, so a pod counts for
 * the ordinal of its name and for the one its index label claims.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { describePod, violationAt } from '../vocabulary/describe.ts';
import { podIndexLabel } from '../vocabulary/ordinals.ts';
import type { Act } from '../vocabulary/stateful-moments.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const onePodPerOrdinal = always({
  id: 'statefulset/one-pod-per-ordinal',
  title: 'An ordinal gets a new pod only after its former pod is gone',
  controller: 'StatefulSet',
  requirements: ['STS-ID-005', 'STS-FAIL-002'],
  on: ['Pod'],
  monitor: () => {
    /** Per set and ordinal: the pods that the set created for it, and that may still be there. */
    const holders = new Map<string, readonly string[]>();

    return {
      change: (moment) => {
        const act = createdPod(moment);
        if (act === undefined) return 'irrelevant';
        const { pod } = act;
        const others = keysOf(pod, act).flatMap((key) => {
          const former = holders.get(key) ?? [];
          const left = former.filter((uid) => isStillThere(moment, act, uid));
          holders.set(key, [...left, pod.metadata.uid]);
          return former.length === 0 ? [] : [left];
        });
        if (others.length === 0) return 'irrelevant';
        const [other] = others.flat().flatMap((uid) => moment.before.byUid('Pod', uid) ?? []);
        if (other === undefined) return 'holds';
        return violationAt(moment, {
          message: `${pod.metadata.name} was created beside another pod of its ordinal`,
          expected: `${other.metadata.name} gone`,
          observed: describePod(other.metadata.name, other),
          evidence: [moment.before.seqOf(other)],
        });
      },
    };
  },
});

/** A pod that was released is no longer the set's, though its name stays taken. */
function isStillThere({ before }: Moment, { setUid }: Act, uid: string): boolean {
  const pod = before.byUid('Pod', uid);
  return pod !== undefined && controllerOf(pod)?.uid === setUid;
}

/** The places that a new pod takes: by its name, and by its index label where that differs. */
function keysOf(pod: Pod, { setUid, ordinal }: Act): readonly string[] {
  const index = pod.metadata.labels?.[podIndexLabel];
  const places = new Set([ordinal === undefined ? undefined : String(ordinal), index]);
  return [...places].flatMap((place) => (place === undefined ? [] : [`${setUid}/${place}`]));
}
