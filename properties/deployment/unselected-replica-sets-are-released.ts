import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isQuietRest } from '../vocabulary/at-rest.ts';
import { strangerOf } from '../vocabulary/deployment-owners.ts';
import { nameOf } from '../vocabulary/violation.ts';

/** Claims DEP-OWN-002 at rest: a ReplicaSet that its Deployment does not select any more is free,
 * or another's. Its replacement is `deployment/one-replica-set-has-the-template`. */
export const unselectedReplicaSetsAreReleased = always({
  id: 'deployment/unselected-replica-sets-are-released',
  title: 'At rest no ReplicaSet belongs to a Deployment that does not select it',
  controller: 'Deployment',
  requirements: ['DEP-OWN-002'],
  on: ['ReplicaSet'],
  monitor: () => {
    const strangers = new Set<string>();
    return {
      change({ event: { object, change }, after }) {
        if (object.kind !== 'ReplicaSet') return 'irrelevant';
        if (change === 'DELETED') strangers.delete(object.metadata.uid);
        else if (strangerOf(after, object) !== undefined) strangers.add(object.metadata.uid);
        return 'irrelevant';
      },
      other(event, view) {
        if (!isQuietRest(event)) return 'irrelevant';
        let isAnyFree = false;
        for (const uid of strangers) {
          const set = view.byUid('ReplicaSet', uid);
          if (set === undefined || set.metadata.deletionTimestamp !== undefined) continue;
          const deployment = strangerOf(view, set);
          isAnyFree ||= controllerOf(set) === undefined;
          if (deployment === undefined) continue;
          return {
            message: `${nameOf(set)} belongs to ${nameOf(deployment)}, which does not select it`,
            expected: 'no controller',
            observed: `owned by ${nameOf(deployment)}`,
            at: event.seq,
            evidence: [view.seqOf(deployment), view.seqOf(set), event.seq],
          };
        }
        return isAnyFree ? 'holds' : 'irrelevant';
      },
    };
  },
});
