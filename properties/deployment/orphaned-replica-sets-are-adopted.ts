import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { adopterOf } from '../vocabulary/deployment-owners.ts';
import { nameOf } from '../vocabulary/violation.ts';

/** Claims DEP-OWN-001 at rest: whatever ReplicaSet was without a controller, stays, and is selected
 * by a Deployment that stays belongs to one. If several select it, any may have it. */
export const orphanedReplicaSetsAreAdopted = always({
  id: 'deployment/orphaned-replica-sets-are-adopted',
  title: 'At rest no ReplicaSet that a Deployment selects is without a controller',
  controller: 'Deployment',
  requirements: ['DEP-OWN-001'],
  on: ['ReplicaSet'],
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
          const set = view.byUid('ReplicaSet', uid);
          if (set === undefined || set.metadata.deletionTimestamp !== undefined) continue;
          const owner = controllerOf(set);
          if (owner !== undefined) isAnyAdopted ||= owner.kind === 'Deployment';
          const adopter = owner === undefined ? adopterOf(view, set) : undefined;
          if (adopter === undefined) continue;
          return {
            message: `${nameOf(set)} has no controller although ${nameOf(adopter)} selects it`,
            expected: `adopted by ${nameOf(adopter)}`,
            observed: 'no controller',
            at: event.seq,
            evidence: [view.seqOf(set), event.seq],
          };
        }
        return isAnyAdopted ? 'holds' : 'irrelevant';
      },
    };
  },
});
