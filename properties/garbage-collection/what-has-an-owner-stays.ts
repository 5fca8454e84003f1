import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { isDeletionDecision } from '../vocabulary/attribution.ts';
import { isWaiting, ownedKinds, ownerNamed, ownersOf } from '../vocabulary/dependents.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims GC-002 for every deletion by the garbage collector in scenarios of one controller. An
 * owner that is gone, or waits for its dependents, never comes back, so that no earlier view allows
 * what the newest forbids. */
export function whatHasAnOwnerStays(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/what-has-an-owner-stays`,
    title: 'The garbage collector deletes nothing that has an owner which is there and stays',
    controller,
    requirements: ['GC-002'],
    needs: ['global-order'],
    on: ownedKinds(controller),
    monitor: () => ({
      change: (moment) => {
        if (moment.event.actor !== 'garbage-collector') return 'irrelevant';
        if (!isDeletionDecision(moment)) return 'irrelevant';
        const object = moment.previous ?? moment.event.object;
        const references = ownersOf(object);
        if (references.length === 0) return 'irrelevant';
        const owners = references.map((each) => ownerNamed(moment.before, each));
        if (owners.includes('unknown')) return 'irrelevant';
        const solid = owners.find(
          (owner) => owner !== undefined && owner !== 'unknown' && !isWaiting(owner),
        );
        if (solid === undefined || solid === 'unknown') return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(object)} was collected although it has an owner`,
            expected: 'only what has no owner left is collected',
            observed: `${nameOf(solid)} (${solid.metadata.uid}) exists`,
          },
          [solid],
        );
      },
    }),
  });
}
