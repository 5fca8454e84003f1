/**
 * STS-OWN-001 at rest: an orphan that the set's selector matches and that is named after it has
 * been adopted, also outside the range, where scaling down then takes it; a pod that the selector
 * ceased to match has been let go. Terminating pods, and sets being deleted, are left as they are.
 */
import type { Pod, StatefulSet } from '../../specs/kubernetes.ts';
import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Answer } from '../property.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { isTerminating } from '../vocabulary/pods.ts';
import type { ClusterView } from '../view.ts';

export const podsBelongToTheSetThatFits = always({
  id: 'statefulset/pods-belong-to-the-set-that-fits',
  title: 'At rest orphans that fit a set are its own, and pods that no longer fit are not',
  controller: 'StatefulSet',
  requirements: ['STS-OWN-001'],
  on: ['Pod'],
  monitor: () => {
    /** Pods that at some time had no owner, or one whose selector did not match them. */
    const astray = new Set<string>();

    function settled(uid: string, view: ClusterView, at: number): Answer {
      const pod = view.byUid('Pod', uid);
      if (pod === undefined || isTerminating(pod)) return 'irrelevant';
      const owner = controllerOf(pod);
      const set = owner ? view.byUid('StatefulSet', owner.uid) : namedSet(view, pod);
      if (set === undefined || set.metadata.deletionTimestamp !== undefined) return 'irrelevant';
      const doesFit = selectorMatches(set.spec.selector, pod.metadata.labels);
      const isOwned = owner !== undefined;
      if (doesFit === isOwned) return 'holds';
      const { name } = pod.metadata;
      return {
        message: `${name} is ${isOwned ? 'still owned by' : 'not owned by'} ${set.metadata.name}`,
        expected: isOwned ? `${name} without an owner` : `${name} owned by ${set.metadata.name}`,
        observed: isOwned
          ? `its labels are ${JSON.stringify(pod.metadata.labels ?? {})}`
          : 'it has no owner, and its name and labels fit',
        at,
        evidence: [view.seqOf(pod)],
      };
    }

    return {
      change: ({ event: { object, change }, after }) => {
        if (object.kind !== 'Pod') return 'irrelevant';
        if (change === 'DELETED') astray.delete(object.metadata.uid);
        else if (isAstray(after, object)) astray.add(object.metadata.uid);
        return 'irrelevant';
      },
      other: (event, view) => {
        if (!isQuietRest(event)) return 'irrelevant';
        const answers = [...astray].map((uid) => settled(uid, view, event.seq));
        const broken = answers.find((answer) => typeof answer === 'object');
        return broken ?? (answers.includes('holds') ? 'holds' : 'irrelevant');
      },
    };
  },
});

function isAstray(view: ClusterView, pod: Pod): boolean {
  const owner = controllerOf(pod);
  if (owner === undefined) return true;
  if (owner.kind !== 'StatefulSet') return false;
  const set = view.byUid('StatefulSet', owner.uid);
  return set !== undefined && !selectorMatches(set.spec.selector, pod.metadata.labels);
}

/** The set after which a pod is named. */
function namedSet(view: ClusterView, { metadata }: Pod): StatefulSet | undefined {
  const name = /^(.*)-[0-9]+$/.exec(metadata.name)?.[1];
  return name === undefined ? undefined : view.get('StatefulSet', name);
}
