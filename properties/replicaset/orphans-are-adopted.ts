import { controllerOf, selectorMatches } from '../../specs/kubernetes.ts';
import type { Pod } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { isActive } from '../vocabulary/pods.ts';
import { nameOf } from '../vocabulary/violation.ts';

/** Claims RS-OWN-001 at rest: whatever pod was without a controller, runs, and is selected by a
 * ReplicaSet belongs to one. Pods that have ended or are going are left alone. */
export const orphansAreAdopted = always({
  id: 'replicaset/orphans-are-adopted',
  title: 'At rest no active pod that a ReplicaSet selects is without a controller',
  controller: 'Deployment',
  requirements: ['RS-OWN-001'],
  on: ['Pod'],
  monitor: () => {
    const orphans = new Set<string>();
    return {
      change({ event: { object, change } }) {
        if (change === 'DELETED') orphans.delete(object.metadata.uid);
        else if (controllerOf(object) === undefined) orphans.add(object.metadata.uid);
        return 'irrelevant';
      },
      other(event, view) {
        if (event.event !== 'phase' || event.phase !== 'hold' || !event.quiet) return 'irrelevant';
        let isAnyAdopted = false;
        for (const uid of orphans) {
          const pod = view.byUid('Pod', uid);
          if (pod === undefined || !isActive(pod)) continue;
          const owner = controllerOf(pod);
          if (owner !== undefined) isAnyAdopted ||= owner.kind === 'ReplicaSet';
          const adopter = owner === undefined ? adopterOf(view, pod) : undefined;
          if (adopter === undefined) continue;
          return {
            message: `${nameOf(pod)} has no controller although ${nameOf(adopter)} selects it`,
            expected: `adopted by ${nameOf(adopter)}`,
            observed: 'no controller',
            at: event.seq,
            evidence: [view.seqOf(pod), event.seq],
          };
        }
        return isAnyAdopted ? 'holds' : 'irrelevant';
      },
    };
  },
});

function adopterOf(view: ClusterView, pod: Pod) {
  for (const set of view.list('ReplicaSet')) {
    if (set.metadata.deletionTimestamp !== undefined) continue;
    if (selectorMatches(set.spec.selector, pod.metadata.labels)) return set;
  }
  return undefined;
}
