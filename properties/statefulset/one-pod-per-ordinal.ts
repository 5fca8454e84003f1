/**
 * STS-ID-005: a set creates a pod for an ordinal only after the former pod *object* of that ordinal
 * is gone; a terminating pod, on a lost node too, is never superseded.
 *
 * Exact: pods come in one stream. Names alone would make this true by the API, so a pod counts for
 * the ordinal of its name and for the one its index label claims.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { describePod, violationAt } from '../vocabulary/describe.ts';
import { ordinalOf, podIndexLabel } from '../vocabulary/ordinals.ts';
import { createdPod } from '../vocabulary/stateful-moments.ts';

export const onePodPerOrdinal = always({
  id: 'statefulset/one-pod-per-ordinal',
  title: 'An ordinal gets a new pod only after its former pod is gone',
  controller: 'StatefulSet',
  requirements: ['STS-ID-005'],
  on: ['Pod'],
  monitor: () => {
    /** Per set and ordinal: the pods that exist for it, as far as they are the set's own. */
    const holders = new Map<string, Set<string>>();
    /** Ordinals that had a pod before: only their next pod puts anything at stake. */
    const known = new Set<string>();

    function follow({ event, previous }: Moment, pod: Pod): void {
      for (const key of previous ? keysOf(previous as Pod) : []) {
        holders.get(key)?.delete(pod.metadata.uid);
      }
      if (event.change === 'DELETED') return;
      for (const key of keysOf(pod)) {
        const those = holders.get(key) ?? new Set();
        holders.set(key, those.add(pod.metadata.uid));
        known.add(key);
      }
    }

    return {
      change: (moment) => {
        const pod = moment.event.object;
        if (pod.kind !== 'Pod') return 'irrelevant';
        const keys = createdPod(moment) === undefined ? [] : keysOf(pod);
        const isSuccessor = keys.some((key) => known.has(key));
        const others = keys.flatMap((key) => [...(holders.get(key) ?? [])]);
        follow(moment, pod);
        if (!isSuccessor) return 'irrelevant';
        const [other] = others.flatMap((uid) => moment.before.byUid('Pod', uid) ?? []);
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

/** The places that a pod takes: by its name, and by its index label where that differs. */
function keysOf(pod: Pod): readonly string[] {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'StatefulSet') return [];
  const named = ordinalOf(owner.name, pod.metadata.name);
  const index = pod.metadata.labels?.[podIndexLabel];
  const ordinals = new Set([named === undefined ? undefined : String(named), index]);
  return [...ordinals].flatMap((each) => (each === undefined ? [] : [`${owner.uid}/${each}`]));
}
