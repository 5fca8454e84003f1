/**
 * STS-OWN-001: the controller makes a set the owner only of pods that its selector matches and that
 * are named after it, in some state that it may have seen, and not once the set is being deleted.
 */
import type { Pod } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { ordinalOf } from '../vocabulary/ordinals.ts';

export const podsAreAdoptedByLabelAndName = always({
  id: 'statefulset/pods-are-adopted-by-label-and-name',
  title: 'A set adopts only pods that its selector matches and that are named after it',
  controller: 'StatefulSet',
  requirements: ['STS-OWN-001'],
  on: ['Pod'],
  monitor: () => ({
    change: (moment) => {
      const { object: pod, change } = moment.event;
      if (pod.kind !== 'Pod' || change !== 'MODIFIED') return 'irrelevant';
      const setUid = adopterOf(moment, pod);
      if (setUid === undefined) return 'irrelevant';
      const { name, uid } = pod.metadata;
      const isJustified = moment.couldHaveSeen(
        [
          { kind: 'Pod', uid },
          { kind: 'StatefulSet', uid: setUid },
        ],
        (view) => {
          const set = view.byUid('StatefulSet', setUid);
          const orphan = view.byUid('Pod', uid);
          if (set === undefined || set.metadata.deletionTimestamp !== undefined) return false;
          return (
            ordinalOf(set.metadata.name, name) !== undefined &&
            selectorMatches(set.spec.selector, orphan?.metadata.labels)
          );
        },
      );
      if (isJustified) return 'holds';
      const setName = controllerOf(pod)?.name ?? '';
      return violationAt(moment, {
        message: `${name} was adopted by ${setName}`,
        expected: `only pods named ${setName}-<ordinal> that its selector matches`,
        observed: `${name} with labels ${JSON.stringify(pod.metadata.labels ?? {})}`,
        ...(moment.previous && { evidence: [moment.before.seqOf(moment.previous)] }),
      });
    },
  }),
});

/** The uid of the set that took over this pod here. */
function adopterOf(moment: Moment, pod: Pod): string | undefined {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'StatefulSet' || moment.previous === undefined) return undefined;
  if (controllerOf(moment.previous) !== undefined) return undefined;
  // Nobody else makes a set the owner of anything, but a user may have relabelled the pod before.
  const { actor } = moment.event;
  const isOwn = actor === undefined || isWriteBy(moment, 'statefulset-controller');
  return isOwn ? owner.uid : undefined;
}
