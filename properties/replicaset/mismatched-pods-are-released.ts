import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Pod } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import type { ClusterView, Watched } from '../view.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { isDeletionBy, ownerOfKind } from '../vocabulary/attribution.ts';
import { activePodsOf, adoptablePods } from '../vocabulary/claimed-pods.ts';
import { isActive } from '../vocabulary/pods.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims RS-OWN-003: an active pod whose labels stop matching is not deleted by its ReplicaSet,
 * unless that still saw it match and had too many; at rest it is free. Its replacement is
 * `deployment/replica-set-reaches-its-declared-size`. */
export const mismatchedPodsAreReleased = always({
  id: 'replicaset/mismatched-pods-are-released',
  title: 'A running pod that its ReplicaSet no longer selects is let go, not deleted',
  controller: 'Deployment',
  requirements: ['RS-OWN-003'],
  needs: ['global-order'],
  on: ['Pod'],
  monitor: () => {
    const strays = new Set<string>();
    return {
      change(moment) {
        const { object, change } = moment.event;
        const { uid } = object.metadata;
        const isStray = strays.has(uid);
        if (change === 'DELETED') strays.delete(uid);
        else if (object.kind === 'Pod' && isMismatched(moment.after, object)) strays.add(uid);
        return isStray ? judgeDeletion(moment) : 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let isAnyFree = false;
        for (const uid of strays) {
          const pod = view.byUid('Pod', uid);
          if (pod === undefined) continue;
          isAnyFree ||= controllerOf(pod) === undefined;
          if (!isMismatched(view, pod)) continue;
          return {
            message: `${nameOf(pod)} still belongs to a ReplicaSet that does not select it`,
            expected: 'no controller',
            observed: `owned by ReplicaSet/${controllerOf(pod)?.name}`,
            at: event.seq,
            evidence: [view.seqOf(pod), event.seq],
          };
        }
        return isAnyFree ? 'holds' : 'irrelevant';
      },
    };
  },
});

/** Active, and owned by a ReplicaSet that stays and does not select it. */
function isMismatched(view: ClusterView, pod: Pod): boolean {
  const set = ownerOfKind(view, pod, 'ReplicaSet');
  if (set === undefined || set.metadata.deletionTimestamp !== undefined) return false;
  return isActive(pod) && !selectorMatches(set.spec.selector, pod.metadata.labels);
}

function judgeDeletion(moment: Moment) {
  if (!isDeletionBy(moment, 'replicaset-controller')) return 'irrelevant';
  const { uid } = moment.event.object.metadata;
  const owner = controllerOf(moment.previous ?? moment.event.object);
  if (owner?.kind !== 'ReplicaSet') return 'irrelevant';
  const watched: readonly Watched[] = [
    { kind: 'ReplicaSet', uid: owner.uid },
    { kind: 'Pod', ownedBy: owner.uid },
  ];
  const wasSelected = moment.couldHaveSeen(watched, (view) => {
    const set = view.byUid('ReplicaSet', owner.uid);
    const pod = view.byUid('Pod', uid);
    if (set === undefined || pod === undefined) return false;
    if (!isActive(pod) || !selectorMatches(set.spec.selector, pod.metadata.labels)) return false;
    return activePodsOf(view, set).length + adoptablePods(view, set).length > set.spec.replicas;
  });
  if (wasSelected) return 'holds';
  return violated(moment, {
    message: `${nameOf(moment.event.object)} was deleted by a ReplicaSet that does not select it`,
    expected: 'let go, and left running',
    observed: `deleted by ReplicaSet/${owner.name}`,
  });
}
