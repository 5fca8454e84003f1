import type { OwnerReference, WorkloadKind } from '../../specs/kubernetes.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import type { Dependent } from '../vocabulary/dependents.ts';
import {
  createDependents,
  ownedKinds,
  ownerNamed,
  ownersOf,
} from '../vocabulary/dependents.ts';
import { nameOf } from '../vocabulary/violation.ts';

const describeOwner = ({ kind, name }: OwnerReference): string => `${kind}/${name}`;

/** Claims GC-001 at rest for scenarios of one controller: what named an owner that is gone, and
 * names no other that is there, is gone or on its way out. Until then it may well have been looked
 * after: a ReplicaSet without its Deployment still replaces pods. */
export function dependentsGoWithTheirLastOwner(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/dependents-go-with-their-last-owner`,
    title: 'At rest nothing is left of which every owner is gone',
    controller,
    requirements: ['GC-001'],
    on: ownedKinds(controller),
    monitor: () => {
      const dependents = createDependents();
      const bereft = new Map<string, Dependent>();
      return {
        change(moment) {
          const { change, object } = moment.event;
          if (change === 'DELETED') {
            for (const each of dependents.of(object.metadata.uid)) bereft.set(each.uid, each);
          }
          dependents.follow(moment);
          return 'irrelevant';
        },
        other(event, view) {
          if (event.event !== 'phase' || event.phase !== 'hold') return 'irrelevant';
          if (!event.quiet) return 'irrelevant';
          let isAnyGone = false;
          for (const { kind, uid } of bereft.values()) {
            const object = view.byUid(kind, uid);
            if (object === undefined || object.metadata.deletionTimestamp !== undefined) {
              isAnyGone = true;
              continue;
            }
            const owners = ownersOf(object);
            if (owners.length === 0) continue;
            if (owners.some((owner) => ownerNamed(view, owner) !== undefined)) continue;
            return {
              message: `${nameOf(object)} is still there, and none of its owners is`,
              expected: 'deleted with its last owner',
              observed: `owned by ${owners.map(describeOwner).join(', ')}`,
              at: event.seq,
              evidence: [view.seqOf(object), event.seq],
            };
          }
          return isAnyGone ? 'holds' : 'irrelevant';
        },
      };
    },
  });
}
